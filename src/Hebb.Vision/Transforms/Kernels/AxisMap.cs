namespace Hebb.Vision.Transforms.Kernels;

/// <summary>
/// Where the places of one axis come from: place j of the result is place <c>Start + Step·j</c> of the source for j from First to End − 1, and filled elsewhere.
/// Cropping, padding and mirroring are windows, and so is any chain of them.
/// </summary>
/// <param name="Start">The source of place 0, possibly outside.</param>
/// <param name="Step">1, or −1 for a mirrored axis.</param>
/// <param name="First">The first place that has a source.</param>
/// <param name="End">One more than the last.</param>
readonly record struct AxisMap(int Start, int Step, int First, int End)
{
    public static AxisMap Whole(int length) => new(0, 1, 0, length);

    public static AxisMap Mirror(int length) => new(length - 1, -1, 0, length);

    /// <summary>A part that may reach beyond the source.</summary>
    public static AxisMap Part(int start, int length, int sourceLength) =>
        new(start, 1, Math.Clamp(-start, 0, length), Math.Clamp(sourceLength - start, 0, length));

    /// <summary>The window through which this one's result is seen.</summary>
    public AxisMap Then(AxisMap next)
    {
        int first = next.Step > 0 ? First - next.Start : next.Start - End + 1;
        int end = next.Step > 0 ? End - next.Start : next.Start - First + 1;
        first = Math.Max(first, next.First);
        return new AxisMap(Start + (Step * next.Start), Step * next.Step, first, Math.Max(first, Math.Min(end, next.End)));
    }

    /// <summary>Whether it shows a source of that length as it is.</summary>
    public bool IsWhole(int length, int sourceLength) => Step == 1 && Start == 0 && length == sourceLength && First == 0 && End == length;
}

/// <summary>Windows on the rows and the columns of an image.</summary>
readonly record struct GeometricMap(AxisMap Rows, AxisMap Columns)
{
    public GeometricMap Then(GeometricMap next) => new(Rows.Then(next.Rows), Columns.Then(next.Columns));
}

/// <summary>A transform that only moves pixels to other places of a grid, so that several in a row are done in one pass.</summary>
interface IGeometricTransform
{
    /// <summary>The value outside of the image; null if it never shows what is outside.</summary>
    float? Fill { get; }

    ImageSize SizeAfter(ImageSize size);

    /// <summary>Where the pixels of one image go.</summary>
    GeometricMap Draw(ImageSize size, Generator? generator);
}
