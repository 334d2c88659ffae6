namespace Hebb.Vision.Reading;

/// <summary>A rectangle of pixels in an image: rows <paramref name="Top"/> up to but without <paramref name="Bottom"/>, columns <paramref name="Left"/> up to but without <paramref name="Right"/>.</summary>
/// <param name="Top">The first row, y1.</param>
/// <param name="Left">The first column, x1.</param>
/// <param name="Bottom">The row after the last, y2.</param>
/// <param name="Right">The column after the last, x2.</param>
public readonly record struct LetterBox(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;

    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>The smallest rectangle that holds both.</summary>
    /// <param name="other">The other rectangle.</param>
    public LetterBox Union(LetterBox other) =>
        new(Math.Min(Top, other.Top), Math.Min(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));

    /// <summary>"[y1, x1, y2, x2]".</summary>
    public override string ToString() => $"[{Top}, {Left}, {Bottom}, {Right}]";
}
