using System.Buffers.Binary;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class IdxTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsBytesPlainAndPacked(bool packed)
    {
        byte[] content = [.. Header(0x08, 2, 3), 0, 1, 2, 253, 254, 255];
        Tensor x = Idx.Load(Write(packed ? Packed(content) : content));
        Assert.Equal(DType.UInt8, x.DType);
        Assert.Equal([2, 3], x.Shape);
        Assert.Equal([0, 1, 2, 253, 254, 255], x.ToArray<byte>());
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0x80, 0x7F }, DType.Int32, new double[] { -128, 127 })]
    [InlineData(0x0B, new byte[] { 0x80, 0x00, 0x01, 0x02 }, DType.Int32, new double[] { -32768, 258 })]
    [InlineData(0x0C, new byte[] { 0xFF, 0xFF, 0xFF, 0xFE, 0, 1, 0, 0 }, DType.Int32, new double[] { -2, 65536 })]
    [InlineData(0x0D, new byte[] { 0x3F, 0x80, 0, 0, 0xC0, 0x20, 0, 0 }, DType.Float32, new double[] { 1, -2.5 })]
    [InlineData(0x0E, new byte[] { 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0x04, 0, 0, 0, 0, 0, 0 }, DType.Float64, new double[] { 1, -2.5 })]
    public void ReadsEveryTypeMostSignificantByteFirst(byte code, byte[] values, DType type, double[] expected)
    {
        Tensor x = Idx.Load(Write([.. Header(code, 2), .. values]));
        Assert.Equal(type, x.DType);
        Assert.Equal(expected, x.ToArray<double>());
    }

    [Fact]
    public void AnAxisMayBeEmpty() => Assert.Equal([0, 28, 28], Idx.Load(Write(Header(0x08, 0, 28, 28))).Shape);

    [Theory]
    [InlineData("", 0, "begins with 4 bytes")]
    [InlineData("000008", 3, "ends after 3")]
    [InlineData("01000801", 0, "two zero bytes; 01 00 came")]
    [InlineData("00000701", 2, "07 came")]
    [InlineData("00000800", 3, "1 to 32 axes; 0 came")]
    [InlineData("000008FF", 3, "1 to 32 axes; 255 came")]
    [InlineData("00000802000000020000", 10, "2 axes take 8 bytes; the file ends after 6")]
    [InlineData("000008010000000301", 9, "shape [3] takes 3 bytes", "ends after 1")]
    [InlineData("00000801000000010102", 9, "shape [1] takes 1 bytes", "goes on behind them")]
    [InlineData("00000801FFFFFFFF", 4, "axis 0 of length 4294967295")]
    [InlineData("00000803000100000001000000010000", 8, "axis 1 of length 65536")]
    [InlineData("0000080200000000FFFFFFFF", 8, "axis 1 of length 4294967295")]
    [InlineData("00000E017FFFFFFF", 8, "takes 17179869176 bytes", "ends after 0")]
    public void WhatBreaksTheFormatIsNamedWithItsPlace(string hex, long offset, params string[] parts)
    {
        byte[] content = Convert.FromHexString(hex);
        AssertRefused(Write(content), offset, parts);
        if (content.Length > 0) AssertRefused(Write(Packed(content)), offset, [.. parts, "counted in the unpacked content"]);
    }

    [Fact]
    public void AGzipBombIsRefusedAtTheByteAfterItsTensor()
    {
        byte[] bomb = Packed([.. Header(0x08, 4), .. new byte[64 << 20]]);
        Assert.InRange(bomb.Length, 1, 1 << 20);
        string path = Write(bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(path, 12, "shape [4] takes 4 bytes", "goes on behind them");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void APromiseOfMuchDataTakesNoMemory()
    {
        string path = Write(Packed([.. Header(0x08, 2_000_000_000), .. new byte[100]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(path, 108, "takes 2000000000 bytes", "ends after 100");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void DamagedCompressionIsNamed()
    {
        byte[] packed = Packed([.. Header(0x08, 1000), .. Enumerable.Range(0, 1000).Select(i => (byte)(i * i))]);
        packed.AsSpan(20, 40).Fill(0xFF);
        AssertRefused(Write(packed), null);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(300)]
    public void CompressionThatIsCutShortIsNamed(int length)
    {
        byte[] packed = Packed([.. Header(0x08, 1000), .. Enumerable.Range(0, 1000).Select(i => (byte)((i * i) ^ (i >> 3)))]);
        AssertRefused(Write(packed[..length]), null);
    }

    [Theory]
    [InlineData("mnist-like-images-idx3-ubyte", "mnist-like-images-idx3-ubyte.gz")]
    [InlineData("mnist-like-labels-idx1-ubyte", "mnist-like-labels-idx1-ubyte.gz")]
    public void TheReferenceFilesReadAlikePlainAndPacked(string plain, string packed)
    {
        string directory = Repository.RequireShared("reference", "formats");
        Tensor a = Idx.Load(Path.Combine(directory, plain)), b = Idx.Load(Path.Combine(directory, packed));
        Assert.Equal(a.Shape, b.Shape);
        Assert.Equal(a.ToArray<byte>(), b.ToArray<byte>());
        Assert.Equal(File.ReadAllBytes(Path.Combine(directory, plain))[^a.Count..], a.ToArray<byte>());
    }

    [Theory]
    [InlineData("mnist-like-images-idx3-ubyte", "mnist-like-images-idx3-ubyte[.gz]")]
    [InlineData("mnist-like-images-idx3-ubyte.gz", "mnist-like-images-idx3-ubyte[.gz]")]
    [InlineData("mnist-like-labels-idx1-ubyte.gz", "mnist-like-labels-idx1-ubyte[.gz]")]
    public void ATensorFileCallsItData(string name, string key)
    {
        (string path, var expected) = ExpectedTensors.Of(name, key);
        using TensorFile file = TensorFile.Open(path);
        TensorEntry entry = Assert.Single(file.Entries);
        Assert.Equal("data", entry.Name);
        ExpectedTensors.AssertTensor(expected, entry, file["data"]);
    }

    [Theory]
    [InlineData("train", 60000)]
    [InlineData("t10k", 10000)]
    public void ReadsMnist(string set, int count)
    {
        string directory = Repository.RequireShared("data", "mnist");
        Assert.Equal([count, 28, 28], Idx.Load(Path.Combine(directory, $"{set}-images-idx3-ubyte.gz")).Shape);
        byte[] labels = Idx.Load(Path.Combine(directory, $"{set}-labels-idx1-ubyte.gz")).ToArray<byte>();
        Assert.Equal(count == 60000 ? [5, 0, 4, 1, 9] : [7, 2, 1, 0, 4], labels[..5]);
    }

    [Theory]
    [InlineData(DType.UInt8, false)]
    [InlineData(DType.UInt8, true)]
    [InlineData(DType.Int32, false)]
    [InlineData(DType.Float32, true)]
    [InlineData(DType.Float64, false)]
    public void WhatIsWrittenIsReadAgain(DType type, bool compress)
    {
        Tensor x = Tensor.Arange(24).To(type).Reshape(2, 3, 4).Permute(2, 0, 1);
        string path = folder.File("saved.idx");
        Idx.Save(path, x, compress);
        Tensor y = Idx.Load(path);
        Assert.Equal(type, y.DType);
        Assert.Equal([4, 2, 3], y.Shape);
        Assert.Equal(x.ToArray<double>(), y.ToArray<double>());
        Assert.Equal(compress, File.ReadAllBytes(path)[0] == 0x1F);
    }

    [Fact]
    public void WhatTheFormatCannotHoldIsRefusedBeforeAnythingIsWritten()
    {
        string path = folder.File("refused.idx");
        Assert.Throws<DTypeException>(() => Idx.Save(path, Tensor.Zeros([2], DType.Int64)));
        Assert.Throws<ShapeException>(() => Idx.Save(path, Tensor.Scalar(1f)));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void ATrailerThatLiesIsFoundOut()
    {
        byte[] packed = Packed([.. Header(0x08, 100_000), .. new byte[100]]);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(packed.Length - 4), 100_008);
        AssertRefused(Write(packed), null);
    }

    static void AssertRefused(string path, long? offset, params string[] parts)
    {
        var error = Assert.Throws<FormatErrorException>(() => Idx.Load(path));
        Assert.Equal(path, error.File);
        if (offset is { } place) Assert.Equal(place, error.Offset);
        foreach (string part in parts) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    static byte[] Header(byte type, params int[] lengths)
    {
        var bytes = new byte[4 + (4 * lengths.Length)];
        (bytes[2], bytes[3]) = (type, (byte)lengths.Length);
        for (int i = 0; i < lengths.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), lengths[i]);
        return bytes;
    }

    static byte[] Packed(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(content);
        return memory.ToArray();
    }

    string Write(byte[] content)
    {
        string path = folder.File("tensor.idx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
