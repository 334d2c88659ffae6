using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Lines;

/// <summary>Some pieces of a page's line, alone on one mask: what the line reader reads.</summary>
/// <param name="Mask">Their ink.</param>
/// <param name="Baseline">The line's baseline in columns and rows of the mask.</param>
/// <param name="Left">The column of the page at the mask's left edge.</param>
/// <param name="Top">The row of the page at the mask's upper edge.</param>
sealed record LineMask(InkMask Mask, LineCurve Baseline, int Left, int Top)
{
    /// <summary>The mask of pieces that stand on one line; null when there are none.</summary>
    /// <param name="pieces">All pieces of a line, or those of one of its words.</param>
    /// <param name="baseline">The line's baseline on the page.</param>
    public static LineMask? Of(IReadOnlyCollection<InkPiece> pieces, LineCurve baseline)
    {
        if (pieces.Count == 0) return null;
        LetterBox box = pieces.Select(piece => piece.Box).Aggregate((a, b) => a.Union(b));
        var mask = new InkMask(box.Width, box.Height, new byte[box.Width * box.Height]);
        foreach (InkPiece piece in pieces)
        {
            for (int row = 0; row < piece.Mask.Height; row++)
            {
                Span<byte> to = mask.Ink.AsSpan(((piece.Box.Top - box.Top + row) * box.Width) + piece.Box.Left - box.Left, piece.Mask.Width);
                ReadOnlySpan<byte> from = piece.Mask.Ink.AsSpan(row * piece.Mask.Width, piece.Mask.Width);
                for (int x = 0; x < to.Length; x++) to[x] = Math.Max(to[x], from[x]);
            }
        }

        double left = box.Left;
        var moved = new LineCurve(baseline.A + (left * (baseline.B + (left * baseline.C))) - box.Top, baseline.B + (2 * baseline.C * left), baseline.C);
        return new LineMask(mask, moved, box.Left, box.Top);
    }
}
