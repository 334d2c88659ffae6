using System.Buffers.Binary;
using System.IO.Compression;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

/// <summary>What deflate can really hold is read, up to a limit that can be raised; what a header only claims is not.</summary>
[Collection(nameof(ProcessLimits))]
public sealed class HonestCompressionTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void MaskImagesInHdf5AreNoBomb()
    {
        using TensorFile file = Open("mask.h5", Hdf5Fixtures.Of("mask"));
        Assert.InRange(new FileInfo(file.Path).Length, 1, 100_000);
        ReadOnlySpan<byte> values = file["mask"].AsSpan<byte>();
        Assert.Equal(72 << 20, values.Length);
        Assert.Equal(3, values[(71 << 20) + (5 << 10) + 7]);
        Assert.Equal(72, values.Count((byte)3));
    }

    [Fact]
    public void ValuesThatWereNeverWrittenAreAClaim()
    {
        using TensorFile file = Open("hollow.h5", Hdf5Fixtures.Of("hollow"));
        string message = file.Skipped.Count > 0 ? file.Skipped[0].Reason : Assert.Throws<FormatErrorException>(() => file["hollow"]).Message;
        Assert.Contains("TensorFile.UnpackedBytesLimit", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMaskInAPackedMatlabVariableIsNoBomb()
    {
        using TensorFile file = Open("mask.mat", Variable(9, 8192, 9216));
        Assert.InRange(new FileInfo(file.Path).Length, 1, 120_000);
        Assert.Equal([8192, 9216], file["x"].Shape);
        Assert.Equal(DType.UInt8, file["x"].DType);
    }

    [Fact]
    public void TheLimitCanBeLoweredAndRaised()
    {
        byte[] mask = Hdf5Fixtures.Of("mask"), mat = Variable(9, 8192, 9216);
        try
        {
            TensorFile.UnpackedBytesLimit = 32 << 20;
            using (TensorFile file = Open("mask.h5", mask)) Assert.Contains("TensorFile.UnpackedBytesLimit", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
            using (TensorFile file = Open("mask.mat", mat)) Assert.Contains("TensorFile.UnpackedBytesLimit", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
            TensorFile.UnpackedBytesLimit = 100 << 20;
            using (TensorFile file = Open("mask.h5", mask)) Assert.Single(file.Entries);
            using (TensorFile file = Open("mask.mat", mat)) Assert.Single(file.Entries);
        }
        finally
        {
            TensorFile.UnpackedBytesLimit = TensorFile.DefaultUnpackedBytesLimit;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TensorFile.UnpackedBytesLimit = -1);
    }

    [Fact]
    public void ALargePlainPngIsNoBomb()
    {
        const int Side = 8300;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(new byte[Side * (Side + 1)]);
        byte[] header = [0, 0, Side >> 8, Side & 255, 0, 0, Side >> 8, Side & 255, 8, 0, 0, 0, 0];
        byte[] file = PngFileBuilder.File(("IHDR", header), ("IDAT", packed.ToArray()), ("IEND", []));
        Assert.Equal(Side, Image.Decode(file).Height);
        try
        {
            Image.DecodedBytesLimit = 60 << 20;
            Assert.Contains("Image.DecodedBytesLimit", Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Help, StringComparison.Ordinal);
        }
        finally
        {
            Image.DecodedBytesLimit = Image.DefaultDecodedBytesLimit;
        }
    }

    [Fact]
    public void AGifWhoseScreenIsFarLargerThanItsFrameGetsAnEighth()
    {
        byte[] gif = [.. "GIF89a"u8, 0x20, 0x4E, 0x20, 0x4E, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0b0000_1100, 0b0000_1010, 0, 0x3B];
        Assert.Contains("64 MB where so few bytes cannot hold so many pixels", Assert.Throws<FormatErrorException>(() => Image.Decode(gif)).Message, StringComparison.Ordinal);
    }

    TensorFile Open(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder.File(name), bytes);
        return TensorFile.Open(folder.File(name));
    }

    // A packed matrix of zeros.
    static byte[] Variable(byte kind, int rows, int columns)
    {
        byte[] head = [.. Int32(6), .. Int32(8), kind, 0, 0, 0, 0, 0, 0, 0, .. Int32(5), .. Int32(8), .. Int32(rows), .. Int32(columns), 1, 0, 1, 0, (byte)'x', 0, 0, 0, .. Int32(2), .. Int32(rows * columns)];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write([.. Int32(14), .. Int32(head.Length + (rows * columns))]);
            zlib.Write(head);
            zlib.Write(new byte[rows * columns]);
        }

        byte[] file = new byte[128];
        (file[125], file[126], file[127]) = (1, (byte)'I', (byte)'M');
        return [.. file, .. Int32(15), .. Int32((int)packed.Length), .. packed.ToArray()];
    }

    static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}

/// <summary>Tests that change limits of the whole process run alone.</summary>
[CollectionDefinition(nameof(ProcessLimits), DisableParallelization = true)]
public sealed class ProcessLimits;
