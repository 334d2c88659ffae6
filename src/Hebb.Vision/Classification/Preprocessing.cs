using System.Text.Json.Serialization;
using Hebb.Data;
using Hebb.Images;
using Hebb.Vision.Datasets;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>What is done to images before a network gets them: their size, colours and scale. It is saved with the network.</summary>
public sealed record Preprocessing
{
    const int Sampled = 10_000, Chunk = 256, White = 1;

    // How bright red, green and blue are to the eye (ITU-R BT.601), as in every conversion to grey.
    static readonly float[] Brightness = [0.299f, 0.587f, 0.114f];

    /// <summary>1 for grey, 3 for red, green and blue.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows of an image.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels of a row.</summary>
    public required int Width { get; init; }

    /// <summary>The shorter side of images of other sizes is brought to this; of their middle, height × width pixels are taken.</summary>
    public required int Resize { get; init; }

    /// <summary>What is subtracted from the values of each channel, which lie between 0 and 1: the means of the training images.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>What the values of each channel are then divided by: the standard deviations of the training images.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Channels, height and width.</summary>
    [JsonIgnore]
    public ImageSize Size => new(Channels, Height, Width);

    /// <summary>The size to which images from files are brought, so that a crop of a given size has room to move.</summary>
    internal static int SizeBefore(int size, string augment) => Augmentation.Crops(augment) ? size + Math.Max(1, size / 8) : size;

    /// <summary>Looks at images: their size, means and deviations.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="side">The size that the network gets, if it is smaller than the images.</param>
    internal static Preprocessing Of(LabelledImages images, int? side)
    {
        ImageSize size = images.Size;
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
        return new Preprocessing { Channels = size.Channels, Height = side ?? size.Height, Width = side ?? size.Width, Resize = Math.Min(size.Height, size.Width), Mean = mean, Deviation = deviation };
    }

    /// <summary>Whether images of a size can be brought to the network's size by cutting and by taking the colour out.</summary>
    internal bool Takes(ImageSize from) => (from.Channels == Channels || from.Channels == 3) && from.Height >= Height && from.Width >= Width;

    /// <summary>What is done to images that lie in tensors.</summary>
    /// <param name="from">Their size.</param>
    internal Transform ToTransform(ImageSize from)
    {
        var chain = new Compose();
        if (from.Height != Height || from.Width != Width) chain.Add(new CenterCrop(Height, Width));
        chain.Add(new ToFloat());
        if (from.Channels == 3 && Channels == 1) chain.Add(new Grayscale());
        chain.Add(ToNormalize());
        return chain;
    }

    /// <summary>The middle of an image, brought to the network's size and channels.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="inverts">Whether black becomes white.</param>
    internal PreparedImage Prepare(Image image, bool inverts)
    {
        using var quiet = Autograd.Pause();
        Tensor values = ImageFit.Square(image, Resize).ToTensor().Unsqueeze(0);
        if (Channels == 1)
        {
            // A grey image has three equal channels; their weighted sum would differ in the last bit.
            values = image.Channels < Brightness.Length ? values[.., 0..1] : (values * Tensor.From<float>(Brightness, [1, Brightness.Length, 1, 1])).Sum(1, keepDims: true);
        }

        if (inverts) values = White - values;
        values = values.Contiguous();
        Tensor shown = Resize == Height && Resize == Width ? values : new CenterCrop(Height, Width).Apply(values);
        return new PreparedImage(ToNormalize().Apply(shown), shown);
    }

    /// <summary>(x − mean) / deviation.</summary>
    internal Normalize ToNormalize() => new([.. Mean], [.. Deviation]);

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
