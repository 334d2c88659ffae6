using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>All ways that are worth a try to put the atoms of a line together to characters.</summary>
sealed class LineLattice
{
    readonly List<Segment>[] from;

    public LineLattice(PageLine line, IReadOnlyList<Atom> atoms, IEnumerable<Segment> segments)
    {
        (Line, Atoms) = (line, atoms);
        from = new List<Segment>[atoms.Count];
        for (int i = 0; i < from.Length; i++) from[i] = [];
        foreach (Segment segment in segments) from[segment.First].Add(segment);
    }

    public PageLine Line { get; }

    public IReadOnlyList<Atom> Atoms { get; }

    public IEnumerable<Segment> Segments => from.SelectMany(some => some);

    /// <summary>The x-height in pixels, as <see cref="PageScale"/> found it.</summary>
    public double XHeight { get; set; }

    /// <summary>The segments that begin with an atom.</summary>
    public IReadOnlyList<Segment> From(int atom) => from[atom];

    /// <summary>The probability that the whole piece of ink of an atom is one character; 0 when it was not proposed.</summary>
    public double Whole(int atom)
    {
        int first = atom, last = atom;
        while (first > 0 && Atoms[first - 1].Piece == Atoms[atom].Piece) first--;
        while (last < Atoms.Count - 1 && Atoms[last + 1].Piece == Atoms[atom].Piece) last++;
        foreach (Segment segment in from[first])
        {
            if (segment.Last == last) return Math.Exp(segment.One);
        }

        return 0;
    }

    /// <summary>Lower edge of a box above the baseline, in pixels.</summary>
    public static double Rise(PageLine line, LetterBox box) => line.Baseline.At((box.Left + box.Right) / 2.0) - box.Bottom;
}
