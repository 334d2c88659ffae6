using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>Which neighbouring atoms may be one character, by their sizes and distances alone.</summary>
static class SegmentProposals
{
    const int MostAtoms = 6;

    // In heights of the line's letters.
    const double WidestWhole = 2.4, WidestMerged = 1.6, NearEnough = 0.22, Small = 0.42, Dot = 0.3;

    /// <summary>First and last atom of every segment that is worth a look.</summary>
    public static IEnumerable<(int First, int Last)> Of(IReadOnlyList<Atom> atoms, PageLine line)
    {
        double height = line.BodyHeight;
        for (int first = 0; first < atoms.Count; first++)
        {
            yield return (first, first);
            LetterBox box = atoms[first].Box;
            for (int last = first + 1; last < Math.Min(atoms.Count, first + MostAtoms); last++)
            {
                box = box.Union(atoms[last].Box);
                double size = Math.Max(height, Math.Min(box.Height, 1.6 * height));
                if (box.Width > (Spans(atoms, first, last) ? WidestWhole : WidestMerged) * size) break;
                if (IsPossible(atoms, first, last, height)) yield return (first, last);
            }
        }
    }

    // All parts of one piece, and nothing else of size.
    static bool Spans(IReadOnlyList<Atom> atoms, int first, int last) =>
        atoms[first].Piece == atoms[last].Piece && atoms[first].Cut == 0 && atoms[last].Cut == atoms[last].Cuts - 1;

    static bool IsPossible(IReadOnlyList<Atom> atoms, int first, int last, double height)
    {
        for (int next = first + 1; next <= last; next++)
        {
            // Every atom is near or small beside some earlier one of the segment.
            bool joined = false;
            for (int other = first; other < next && !joined; other++) joined = Join(atoms[other], atoms[next], height);
            if (!joined) return false;
        }

        return true;
    }

    static bool Join(Atom a, Atom b, double height)
    {
        if (a.Piece == b.Piece) return Math.Abs(a.Cut - b.Cut) == 1;
        int gap = Math.Max(a.Box.Left, b.Box.Left) - Math.Min(a.Box.Right, b.Box.Right);
        int narrow = Math.Min(a.Box.Width, b.Box.Width);
        bool over = -gap > 0.4 * narrow;
        if (over) return true;
        if (gap > NearEnough * height || IsFullStop(a, b, height) || IsFullStop(b, a, height)) return false;

        // Two letters of full size do not make one; thin strokes, dots and bars may.
        return IsThin(a, height) || IsThin(b, height);
    }

    // A dot at the foot of a letter, beside it: no character has one there.
    static bool IsFullStop(Atom letter, Atom dot, double height) =>
        dot.Box.Width < Dot * height && dot.Box.Height < Dot * height && letter.Box.Height > 2 * dot.Box.Height && dot.Box.Left >= letter.Box.Right && dot.Box.Top > letter.Box.Top + (0.6 * letter.Box.Height);

    static bool IsThin(Atom atom, double height) => atom.Box.Width < Small * height || atom.Box.Height < Small * height;
}
