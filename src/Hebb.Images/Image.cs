namespace Hebb.Images;

/// <summary>An image of 8 bits a channel: grey, grey with opacity, red green blue, or red green blue with opacity. Reading is safe from several threads at once.</summary>
/// <example><code>
/// Tensor x = Image.Load("kitten.jpg").ToTensor();          // [3, height, width], 0 to 1
/// Image.FromTensor(x).Save("copy.png");
/// </code></example>
public sealed partial class Image
{
    readonly byte[] pixels;

    /// <summary>Makes an image of pixels; they are not copied.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue opacity.</param>
    /// <param name="pixels">width × height × channels bytes, row by row from the top, channels side by side.</param>
    /// <exception cref="ArgumentException">The sizes are not positive, there are not 1 to 4 channels, or the pixels are not as many.</exception>
    public Image(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        long expected = (long)width * height * channels;
        if (pixels.Length != expected) throw new ArgumentException($"An image of {width} × {height} pixels with {channels} channels takes {expected} bytes; {pixels.Length} came.", nameof(pixels));
        Width = width;
        Height = height;
        Channels = channels;
        this.pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue opacity.</summary>
    public int Channels { get; }

    /// <summary>The pixels, row by row from the top, channels side by side.</summary>
    public Span<byte> Pixels => pixels;

    /// <summary>The value of one channel of one pixel.</summary>
    /// <param name="x">The column, from the left.</param>
    /// <param name="y">The row, from the top.</param>
    /// <param name="channel">The channel.</param>
    /// <exception cref="IndexOutOfRangeException">It lies outside the image.</exception>
    public byte this[int x, int y, int channel = 0] => (uint)x < (uint)Width && (uint)y < (uint)Height && (uint)channel < (uint)Channels
        ? pixels[(((y * Width) + x) * Channels) + channel]
        : throw new IndexOutOfRangeException($"There is no pixel ({x}, {y}), channel {channel}, in an image of {Width} × {Height} pixels with {Channels} channels.");

    /// <summary>The image as a tensor of shape [channels, height, width].</summary>
    /// <param name="type">Float32 or Float64: 0 to 1. UInt8: 0 to 255.</param>
    /// <exception cref="DTypeException">Another type.</exception>
    public Tensor ToTensor(DType type = DType.Float32)
    {
        int area = Width * Height;
        if (type == DType.UInt8)
        {
            var planes = new byte[pixels.Length];
            for (int c = 0; c < Channels; c++)
            {
                for (int i = 0; i < area; i++) planes[(c * area) + i] = pixels[(i * Channels) + c];
            }

            return Tensor.Wrap(planes, [Channels, Height, Width]);
        }

        if (type is not (DType.Float32 or DType.Float64)) throw new DTypeException($"An image becomes a tensor of Float32, Float64 or UInt8, not of {type}.", "Convert it afterwards: image.ToTensor().To(type).");
        var values = new float[pixels.Length];
        for (int c = 0; c < Channels; c++)
        {
            for (int i = 0; i < area; i++) values[(c * area) + i] = pixels[(i * Channels) + c] / 255f;
        }

        Tensor x = Tensor.Wrap(values, [Channels, Height, Width]);
        return type == DType.Float32 ? x : ToTensor(DType.UInt8).To(DType.Float64) / 255;
    }

    /// <summary>A number as a level: the nearest, halves to the even one, within 0 to 255; NaN is 0.</summary>
    internal static byte Level(float value) => float.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(MathF.Round(value), 0, 255);

    /// <summary>The image that a tensor describes.</summary>
    /// <param name="x">[channels, height, width] or [height, width]; floating-point values of 0 to 1 (those outside are clipped, NaN is 0), or bytes.</param>
    /// <exception cref="ShapeException">Another rank, no pixel, or not 1 to 4 channels.</exception>
    public static Image FromTensor(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is not (2 or 3) || x.Count == 0 || (x.Rank == 3 && x.Shape[0] > 4)) throw new ShapeException($"An image has the shape [height, width] or [channels, height, width] with 1 to 4 channels; {x.Shape} came.", x.Rank == 4 ? "Take one image of the batch: x[0]." : "Permute the axes if the channels are last.");
        int channels = x.Rank == 3 ? x.Shape[0] : 1, height = x.Shape[-2], width = x.Shape[-1], area = height * width;
        var bytes = new byte[x.Count];
        if (x.DType == DType.UInt8)
        {
            byte[] planes = x.ToArray<byte>();
            for (int c = 0; c < channels; c++)
            {
                for (int i = 0; i < area; i++) bytes[(i * channels) + c] = planes[(c * area) + i];
            }

            return new Image(width, height, channels, bytes);
        }

        bool isBytes = !x.DType.IsFloatingPoint;
        double[] values = x.Detach().ToArray<double>();
        for (int i = 0; i < values.Length; i++)
        {
            double value = isBytes ? values[i] : Math.Round(values[i] * 255);
            bytes[(i % area * channels) + (i / area)] = double.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(value, 0, 255);
        }

        return new Image(width, height, channels, bytes);
    }
}
