using Hebb.Data;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>What a network expects its images to be; the saved network carries it along.</summary>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Resize">Images from files are brought to this size, of which the middle is taken.</param>
/// <param name="Mean">Each channel's mean, which is subtracted.</param>
/// <param name="Deviation">Each channel's standard deviation, by which is divided.</param>
sealed record Preprocessing(int Channels, int Height, int Width, int Resize, float[] Mean, float[] Deviation)
{
    const int Sampled = 10_000, Chunk = 256;

    public ImageSize Size => new(Channels, Height, Width);

    /// <summary>The size to which images from files are brought, so that a crop of a given size has room to move.</summary>
    public static int SizeBefore(int size, string augment) => Augmentation.Crops(augment) ? size + Math.Max(1, size / 8) : size;

    /// <summary>Looks at images: their size, means and deviations.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="side">The size that the network gets, if it is smaller than the images.</param>
    public static Preprocessing Of(LabelledImages images, int? side)
    {
        ImageSize size = images.Form;
        (double[] sums, double[] squares) = (new double[size.Channels], new double[size.Channels]);
        int every = Math.Max(1, images.Count / Sampled), used = 0;
        int[] indices = [.. Enumerable.Range(0, images.Count).Where(i => i % every == 0)];
        foreach (int[] some in indices.Chunk(Chunk))
        {
            using (Memory.Scope())
            {
                Tensor values = images.Samples.Take(some).Input;
                if (values.DType == DType.UInt8) AddBytes(values.AsSpan<byte>(), size, sums, squares);
                else AddFloats(values.AsSpan<float>(), size, sums, squares);
                used += some.Length;
            }
        }

        double count = (double)used * size.Area;
        float[] mean = [.. sums.Select(sum => (float)(sum / count))];

        // A channel that is everywhere the same is left as it is.
        float[] deviation = [.. squares.Select((square, c) => Math.Sqrt(Math.Max(0, (square / count) - ((sums[c] / count) * (sums[c] / count)))) is var d and > 1e-4 ? (float)d : 1)];
        return new Preprocessing(size.Channels, side ?? size.Height, side ?? size.Width, Math.Min(size.Height, size.Width), mean, deviation);
    }

    /// <summary>What is done to images before the network sees them.</summary>
    public Transform Plain(ImageSize from)
    {
        var chain = new Compose();
        if (from.Height != Height || from.Width != Width) chain.Add(new CenterCrop(Height, Width));
        chain.Add(new ToFloat());
        if (from.Channels == 3 && Channels == 1) chain.Add(new Grayscale());
        chain.Add(new Normalize(Mean, Deviation));
        return chain;
    }

    static void AddBytes(ReadOnlySpan<byte> values, ImageSize size, double[] sums, double[] squares)
    {
        for (int start = 0, c = 0; start < values.Length; start += size.Area, c = (c + 1) % size.Channels)
        {
            long sum = 0, square = 0;
            foreach (byte value in values.Slice(start, size.Area)) (sum, square) = (sum + value, square + (value * value));
            sums[c] += sum / 255.0;
            squares[c] += square / (255.0 * 255.0);
        }
    }

    static void AddFloats(ReadOnlySpan<float> values, ImageSize size, double[] sums, double[] squares)
    {
        for (int start = 0, c = 0; start < values.Length; start += size.Area, c = (c + 1) % size.Channels)
        {
            foreach (float value in values.Slice(start, size.Area)) (sums[c], squares[c]) = (sums[c] + value, squares[c] + ((double)value * value));
        }
    }
}
