namespace Hebb.Vision.Transforms;

/// <summary>The size of one image as a transform sees it.</summary>
/// <param name="Channels">1 for grey, 3 for red green blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
public readonly record struct ImageSize(int Channels, int Height, int Width)
{
    /// <summary>The pixels of one channel.</summary>
    public int Area => Height * Width;

    /// <summary>The values of the whole image.</summary>
    public int Count => Channels * Height * Width;

    internal static ImageSize Of(Tensor batch) => new(batch.Shape[1], batch.Shape[2], batch.Shape[3]);
}
