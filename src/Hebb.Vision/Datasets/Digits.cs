using System.IO.Compression;
using Hebb.Data;
using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>
/// 1,797 handwritten digits of 8×8 pixels, 500 to train on and 1,297 to test on; they are embedded in the library, so nothing is downloaded.
/// </summary>
/// <remarks>
/// E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, https://doi.org/10.24432/C50P49, CC BY 4.0.
/// The tensors are shared by all who ask: copy them (<c>Clone()</c>) before changing them in place. Reading is safe from several threads at once.
/// </remarks>
/// <example><code>
/// var loader = new DataLoader(new TensorDataset(Digits.Train.Images, Digits.Train.Labels), batchSize: 32, shuffle: true);
/// </code></example>
public sealed class Digits : IImageDataset
{
    /// <summary>The height and the width of a digit, in pixels.</summary>
    public const int Side = 8;

    /// <summary>The value of a fully inked pixel in <see cref="Pixels"/>; paper is 0.</summary>
    public const int FullInk = 16;

    const int Area = Side * Side;
    const int TrainCount = 500;
    const int TestCount = 1297;

    static readonly Lazy<byte[]> Resource = new(Read);
    static readonly Lazy<Digits> LazyTrain = new(() => new Digits(0, TrainCount));
    static readonly Lazy<Digits> LazyTest = new(() => new Digits(TrainCount, TestCount));

    readonly byte[] pixels;

    Digits(int first, int count)
    {
        byte[] all = Resource.Value;
        pixels = all.AsSpan(TrainCount + TestCount + first * Area, count * Area).ToArray();
        var ink = new float[pixels.Length];
        for (int i = 0; i < ink.Length; i++) ink[i] = pixels[i] / (float)FullInk;
        var labels = new long[count];
        for (int i = 0; i < count; i++) labels[i] = all[first + i];
        Images = Tensor.Wrap(ink, [count, 1, Side, Side]);
        Labels = Tensor.Wrap(labels);
    }

    /// <summary>The training set, 500 digits.</summary>
    public static Digits Train => LazyTrain.Value;

    /// <summary>The test set, 1,297 digits.</summary>
    public static Digits Test => LazyTest.Value;

    /// <summary>The names of the ten classes, "0" to "9", in the order of the labels.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The images: Float32 [n, 1, 8, 8], 0 for paper to 1 for ink.</summary>
    public Tensor Images { get; }

    /// <summary>The digits' classes: Int64 [n], 0 to 9.</summary>
    public Tensor Labels { get; }

    IReadOnlyList<string> IImageDataset.Classes => Classes;

    /// <summary>How many digits there are.</summary>
    public int Count => Images.Shape[0];

    /// <summary>Some digits with their labels, as a batch of new tensors.</summary>
    /// <param name="indices">0 … <see cref="Count"/> − 1 each; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such digit.</exception>
    public Batch Take(ReadOnlySpan<int> indices) => new TensorDataset(Images, Labels).Take(indices);

    /// <summary>The 64 pixels of one digit as they were published, row by row, 0 to <see cref="FullInk"/>.</summary>
    /// <param name="index">Which digit, from 0.</param>
    /// <exception cref="IndexException">There is no such digit.</exception>
    public ReadOnlySpan<byte> Pixels(int index) => (uint)index < (uint)Count
        ? pixels.AsSpan(index * Area, Area)
        : throw new IndexException($"There is no digit {index}: this part holds {Count}, numbered from 0 to {Count - 1}.");

    /// <summary>One digit as a grey image, ink bright.</summary>
    /// <param name="index">Which digit, from 0.</param>
    /// <exception cref="IndexException">There is no such digit.</exception>
    public Image GetImage(int index)
    {
        const int White = 255;
        byte[] grey = Pixels(index).ToArray();
        for (int i = 0; i < grey.Length; i++) grey[i] = (byte)(grey[i] * White / FullInk);
        return new Image(Side, Side, 1, grey);
    }

    static byte[] Read()
    {
        const string Name = "Hebb.Vision.Datasets.digits.bin.gz";
        using Stream packed = typeof(Digits).Assembly.GetManifestResourceStream(Name)
            ?? throw new HebbException($"The resource {Name} is missing from the library.", "Build Hebb.Vision again; the file lies beside Digits.cs.");
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var bytes = new byte[(TrainCount + TestCount) * (1 + Area)];
        unpacked.ReadExactly(bytes);
        return bytes;
    }
}
