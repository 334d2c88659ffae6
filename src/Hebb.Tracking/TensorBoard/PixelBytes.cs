namespace Hebb.Tracking.TensorBoard;

/// <summary>The bytes of an image, pixel after pixel, as files hold them.</summary>
static class PixelBytes
{
    public static byte[] Of(Tensor image)
    {
        Tensor pixels = image.Detach().Permute(1, 2, 0).Contiguous();
        if (pixels.DType == DType.UInt8) return pixels.ToArray<byte>();
        if (pixels.DType != DType.Float32 && pixels.DType != DType.Float64)
            throw new DTypeException($"An image is UInt8 from 0 to 255, or Float32 or Float64 from 0 to 1; it got {image.DType}.");
        double[] values = pixels.To(DType.Float64).ToArray<double>();

        // What is no number is black.
        return Array.ConvertAll(values, v => double.IsNaN(v) ? (byte)0 : (byte)Math.Round(255 * Math.Clamp(v, 0, 1)));
    }
}
