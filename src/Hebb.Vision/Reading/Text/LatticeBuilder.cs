using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>Builds the lattices of a page, with the network's word on every segment. Each crop goes through the network once, all of a page together; pieces that do not look like one character are cut, and their parts follow in a second batch.</summary>
sealed class LatticeBuilder
{
    // In heights of the line's letters: what is narrower is never cut, what is wider always.
    const double Narrowest = 0.5, Widest = 1.25;

    // From this probability of "not one character" on a piece is cut.
    const float Doubtful = 0.08f;

    readonly ICharacterReader reader;
    readonly Dictionary<(PageLine Line, int FromPiece, int FromCut, int ToPiece, int ToCut, int Atoms), (CharacterCrop Crop, float[] Network)> seen = [];

    LatticeBuilder(ICharacterReader reader) => this.reader = reader;

    /// <summary>The lattices of lines.</summary>
    public static IReadOnlyList<LineLattice> Build(IReadOnlyList<PageLine> lines, ICharacterReader reader)
    {
        var builder = new LatticeBuilder(reader);
        IReadOnlyList<Atom>[] atoms = [.. lines.Select(line => InOrder(line.Pieces.Select((piece, number) => Atom.Whole(number, piece))))];
        List<Segment>[] segments = builder.Look(lines, atoms);
        bool anyCut = false;
        for (int i = 0; i < lines.Count; i++)
        {
            IReadOnlyList<Atom> cut = Cut(lines[i], atoms[i], segments[i]);
            anyCut |= cut.Count != atoms[i].Count;
            atoms[i] = cut;
        }

        if (anyCut) segments = builder.Look(lines, atoms);
        return [.. lines.Select((line, i) => new LineLattice(line, atoms[i], segments[i]))];
    }

    static IReadOnlyList<Atom> InOrder(IEnumerable<Atom> atoms) => [.. atoms.OrderBy(atom => atom.Middle)];

    static IReadOnlyList<Atom> Cut(PageLine line, IReadOnlyList<Atom> atoms, List<Segment> segments)
    {
        var whole = segments.Where(segment => segment.Atoms == 1).ToDictionary(segment => segment.First);
        var result = new List<Atom>();
        for (int i = 0; i < atoms.Count; i++)
        {
            double size = Math.Max(line.BodyHeight, 0.8 * atoms[i].Box.Height);
            bool wide = atoms[i].Box.Width > Widest * size;
            bool cut = wide || (atoms[i].Box.Width > Narrowest * line.BodyHeight && MathF.Exp(whole[i].Network[CharacterSet.NotOne]) > Doubtful);
            if (cut) result.AddRange(Parts(atoms[i], line));
            else result.Add(atoms[i]);
        }

        return InOrder(result);
    }

    static IEnumerable<Atom> Parts(Atom atom, PageLine line)
    {
        Cut[] cuts = CutPoints.Find(atom.Ink, Math.Min(line.BodyHeight, atom.Box.Height), line.StrokeWidth);
        List<Atom> parts = [];
        for (int i = 0; i <= cuts.Length; i++)
        {
            if (Between(atom, i == 0 ? null : cuts[i - 1], i == cuts.Length ? null : cuts[i]) is { } part) parts.Add(part);
        }

        return parts.Count < 2 ? [atom] : parts.Select((part, number) => part with { Cut = number, Cuts = parts.Count });
    }

    // The ink of a piece from one cut to the next; null when there is none.
    static Atom? Between(Atom atom, Cut? left, Cut? right)
    {
        int rows = atom.Ink.Height, columns = atom.Ink.Width;
        (int top, int bottom, int first, int last) = (rows, 0, columns, 0);
        for (int y = 0; y < rows; y++)
        {
            (int from, int to) = Row(y);
            for (int x = from; x < to; x++)
            {
                if (atom.Ink.Ink[(y * columns) + x] >= 128) (top, bottom, first, last) = (Math.Min(top, y), y + 1, Math.Min(first, x), Math.Max(last, x + 1));
            }
        }

        if (bottom <= top) return null;
        var ink = new byte[(last - first) * (bottom - top)];
        for (int y = top; y < bottom; y++)
        {
            (int from, int to) = Row(y);
            (from, to) = (Math.Max(from, first), Math.Min(to, last));
            if (from < to) atom.Ink.Ink.AsSpan((y * columns) + from, to - from).CopyTo(ink.AsSpan(((y - top) * (last - first)) + from - first));
        }

        return atom with
        {
            Box = new LetterBox(atom.Box.Top + top, atom.Box.Left + first, atom.Box.Top + bottom, atom.Box.Left + last),
            Ink = new InkMask(last - first, bottom - top, ink),
        };

        (int From, int To) Row(int y) => (left is { } l ? Math.Clamp(l.At(y, rows), 0, columns) : 0, right is { } r ? Math.Clamp(r.At(y, rows), 0, columns) : columns);
    }

    List<Segment>[] Look(IReadOnlyList<PageLine> lines, IReadOnlyList<Atom>[] atoms)
    {
        var wanted = new List<(int Line, int First, int Last)>();
        for (int i = 0; i < lines.Count; i++) wanted.AddRange(SegmentProposals.Of(atoms[i], lines[i]).Select(range => (i, range.First, range.Last)));
        var fresh = wanted.Where(one => !seen.ContainsKey(Key(lines[one.Line], atoms[one.Line], one.First, one.Last))).ToList();
        CharacterCrop[] crops = [.. fresh.Select(one => CropNormalizer.Normalize(Together(atoms[one.Line], one.First, one.Last).Ink))];
        float[][] answers = reader.Read(crops);
        for (int i = 0; i < fresh.Count; i++) seen[Key(lines[fresh[i].Line], atoms[fresh[i].Line], fresh[i].First, fresh[i].Last)] = (crops[i], answers[i]);

        var result = new List<Segment>[lines.Count];
        for (int i = 0; i < result.Length; i++) result[i] = [];
        foreach ((int line, int first, int last) in wanted)
        {
            (CharacterCrop crop, float[] network) = seen[Key(lines[line], atoms[line], first, last)];
            LetterBox box = atoms[line].Skip(first).Take(last - first + 1).Select(atom => atom.Box).Aggregate((a, b) => a.Union(b));
            result[line].Add(new Segment(first, last, box, crop, network) { Rise = LineLattice.Rise(lines[line], box) });
        }

        return result;
    }

    static (PageLine Line, int FromPiece, int FromCut, int ToPiece, int ToCut, int Atoms) Key(PageLine line, IReadOnlyList<Atom> atoms, int first, int last)
    {
        // A part has other numbers when its piece was cut anew: its column tells parts apart.
        Atom a = atoms[first], b = atoms[last];
        return (line, a.Piece, a.Box.Left, b.Piece, b.Box.Right, last - first);
    }

    static (LetterBox Box, InkMask Ink) Together(IReadOnlyList<Atom> atoms, int first, int last)
    {
        if (first == last) return (atoms[first].Box, atoms[first].Ink);
        LetterBox box = atoms[first].Box;
        for (int i = first + 1; i <= last; i++) box = box.Union(atoms[i].Box);
        var ink = new byte[box.Width * box.Height];
        for (int i = first; i <= last; i++)
        {
            Atom atom = atoms[i];
            for (int y = 0; y < atom.Ink.Height; y++)
            {
                ReadOnlySpan<byte> source = atom.Ink.Ink.AsSpan(y * atom.Ink.Width, atom.Ink.Width);
                Span<byte> target = ink.AsSpan(((y + atom.Box.Top - box.Top) * box.Width) + atom.Box.Left - box.Left, source.Length);
                for (int x = 0; x < source.Length; x++) target[x] = Math.Max(target[x], source[x]);
            }
        }

        return (box, new InkMask(box.Width, box.Height, ink));
    }
}
