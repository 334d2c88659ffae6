namespace Hebb.Vision.Reading.Page;

/// <summary>One line of writing on a straightened page.</summary>
/// <param name="Pieces">Its pieces of ink, from the left by the middle of their boxes.</param>
/// <param name="Baseline">The row on which the letters stand, for each column of the page from the left of the line to its right: row = Baseline.At(column).</param>
/// <param name="BodyHeight">The typical height of a letter of this line in pixels (median of the larger pieces): the x-height when small letters prevail, the height of capitals when they do.</param>
/// <param name="StrokeWidth">The width of the pen in pixels.</param>
sealed record PageLine(IReadOnlyList<InkPiece> Pieces, LineCurve Baseline, double BodyHeight, double StrokeWidth)
{
    public LetterBox Box => Pieces.Select(piece => piece.Box).Aggregate((a, b) => a.Union(b));
}

/// <summary>A gentle curve through a page: row = a + b·x + c·x².</summary>
readonly record struct LineCurve(double A, double B, double C)
{
    public double At(double column) => A + (column * (B + (column * C)));
}
