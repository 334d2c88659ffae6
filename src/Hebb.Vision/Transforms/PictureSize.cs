namespace Hebb.Vision.Transforms;

/// <summary>The size of one picture as a transform sees it.</summary>
/// <param name="Channels">1 for grey, 3 for red green blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
public readonly record struct PictureSize(int Channels, int Height, int Width)
{
    /// <summary>The pixels of one channel.</summary>
    public int Area => Height * Width;

    /// <summary>The values of the whole picture.</summary>
    public int Count => Channels * Height * Width;

    internal static PictureSize Of(Tensor batch) => new(batch.Shape[1], batch.Shape[2], batch.Shape[3]);
}
