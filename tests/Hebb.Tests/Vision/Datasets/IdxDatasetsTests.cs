using System.IO.Compression;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class IdxDatasetsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void KeepsBytesAndGivesFloats()
    {
        Write("train-images-idx3-ubyte.gz", [0, 51, 255, 102, 1, 2, 3, 4], 2, 2, 2);
        Write("train-labels-idx1-ubyte", [7, 0], 2);
        ImageDataset data = Mnist.Load(folder.Path);
        Assert.Equal((2, DType.UInt8, DType.Int64), (data.Count, data.Images.DType, data.Labels.DType));
        Assert.Equal([2, 1, 2, 2], data.Images.Shape);
        Batch batch = data.Take([1, 0, 0]);
        Assert.Equal([3, 1, 2, 2], batch.Input.Shape);
        Assert.Equal([1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f, 0, 51 / 255f, 1, 102 / 255f], batch.Input.ToArray<float>()[..8]);
        Assert.Equal([0, 7, 7], batch.Target.ToArray<long>());
        Assert.Equal([0, 51, 255, 102], data.GetImage(0).Pixels.ToArray());
        Assert.Throws<IndexException>(() => data.Take([2]));
        Assert.Throws<IndexException>(() => data.GetImage(-1));
        Assert.Equal(2, FashionMnist.Load(folder.Path).Count);
        Assert.Equal("Sneaker", FashionMnist.Classes[7]);
    }

    [Fact]
    public void EmnistIsSetUprightAndItsLettersCountFrom0()
    {
        Write("emnist-letters-test-images-idx3-ubyte.gz", [1, 2, 3, 4], 1, 2, 2);
        Write("emnist-letters-test-labels-idx1-ubyte.gz", [26], 1);
        ImageDataset data = Emnist.Load(EmnistSplit.Letters, folder.Path, train: false);
        Assert.Equal([1, 3, 2, 4], data.Images.ToArray<byte>());
        Assert.Equal("Z", data.Classes[(int)data.Labels.ToArray<long>()[0]]);
        Assert.Equal([62, 47, 47, 26, 10, 10], Enum.GetValues<EmnistSplit>().Select(split => Emnist.Classes(split).Count));
    }

    [Fact]
    public void LabelsThatAreNoClassAreRefusedWithTheirPlace()
    {
        Write("train-images-idx3-ubyte.gz", new byte[8], 2, 2, 2);
        Write("train-labels-idx1-ubyte.gz", [3, 10], 2);
        var error = Assert.Throws<FormatErrorException>(() => Mnist.Load(folder.Path));
        Assert.Equal(9, error.Offset);
        Assert.Contains("from 0 to 9; 10 came", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((byte)3, "2 images came with 3 labels")]
    [InlineData((byte)0, "2 images came with 0 labels")]
    public void FilesThatDoNotBelongTogetherAreRefused(byte labels, string part)
    {
        Write("train-images-idx3-ubyte.gz", new byte[8], 2, 2, 2);
        Write("train-labels-idx1-ubyte.gz", new byte[labels], labels);
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SwappedFilesAreNamed()
    {
        Write("train-images-idx3-ubyte.gz", [1, 2], 2);
        Write("train-labels-idx1-ubyte.gz", new byte[8], 2, 2, 2);
        Assert.Contains("swapped", Assert.Throws<FormatErrorException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    void Write(string name, byte[] values, params byte[] axes)
    {
        byte[] content = [0, 0, 8, (byte)axes.Length, .. axes.SelectMany(n => (byte[])[0, 0, 0, n]), .. values];
        using var file = new FileStream(folder.File(name), FileMode.Create);
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            file.Write(content);
            return;
        }

        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(content);
    }
}
