using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>The ink of one word of a line, for a reader that does not cut it into letters.</summary>
/// <param name="Left">The page column of its first column.</param>
/// <param name="Top">The page row of its first row.</param>
/// <param name="Mask">The ink.</param>
/// <param name="Baseline">The baseline of the line in columns and rows of the mask.</param>
sealed record WordInk(int Left, int Top, InkMask Mask, LineCurve Baseline)
{
    /// <summary>The ink of a line between two columns: the pieces whose middles lie there; null when there is none.</summary>
    public static WordInk? Of(PageLine line, int left, int right)
    {
        InkPiece[] pieces = [.. line.Pieces.Where(piece => (piece.Box.Left + piece.Box.Right) / 2 >= left && (piece.Box.Left + piece.Box.Right) / 2 < right)];
        if (pieces.Length == 0) return null;
        LetterBox box = pieces.Select(piece => piece.Box).Aggregate((a, b) => a.Union(b));
        var ink = new byte[box.Width * box.Height];
        foreach (InkPiece piece in pieces)
        {
            for (int y = 0; y < piece.Mask.Height; y++)
            {
                ReadOnlySpan<byte> source = piece.Mask.Ink.AsSpan(y * piece.Mask.Width, piece.Mask.Width);
                Span<byte> target = ink.AsSpan(((y + piece.Box.Top - box.Top) * box.Width) + piece.Box.Left - box.Left, source.Length);
                for (int x = 0; x < source.Length; x++) target[x] = Math.Max(target[x], source[x]);
            }
        }

        LineCurve curve = line.Baseline;
        var moved = new LineCurve(curve.At(box.Left) - box.Top, curve.B + (2 * curve.C * box.Left), curve.C);
        return new WordInk(box.Left, box.Top, new InkMask(box.Width, box.Height, ink), moved);
    }
}
