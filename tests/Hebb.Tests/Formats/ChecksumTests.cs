using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

/// <summary>Damage inside compressed data never passes: each bit is flipped, and then the file is refused or holds what it held.</summary>
public sealed class ChecksumTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("numbers")]
    [InlineData("text")]
    [InlineData("structure")]
    [InlineData("function")]
    public void NoFlippedBitOfAPackedMatlabVariablePasses(string kind)
    {
        byte[] variable = kind switch
        {
            "numbers" => Matrix(6, "x", [2, 3], Element(9, [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes(i * 1.1))])),
            "text" => Matrix(4, "x", [1, 5], Element(16, "hello"u8.ToArray())),
            "structure" => Matrix(2, "x", [1, 1], [.. Element(5, Int32(4)), .. Element(1, "ab\0\0cd\0\0"u8.ToArray()), .. Matrix(6, string.Empty, [1, 2], Element(2, [5, 9])), .. Matrix(4, string.Empty, [1, 2], Element(16, "ok"u8.ToArray()))]),
            _ => Matrix(16, "x", [1, 1], []),
        };
        byte[] packed = Packed(variable), start = [.. new byte[125], 1, (byte)'I', (byte)'M', .. Int32(15), .. Int32(packed.Length)];
        AssertNoDamagePasses([.. start, .. packed], start.Length, packed.Length);
    }

    [Fact]
    public void NoFlippedBitOfADeflatedHdf5ChunkPasses() => AssertNoDamagePasses(Hdf5Fixtures.Of("gz"), 3496, 113);

    [Fact]
    public void AWrongChecksumOfThePixelsOfAPngIsRefusedThoughTheChunksIsRight()
    {
        byte[] header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0], packed = Packed([0, 1, 2, 3, 0, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], Image.Decode(PngFileBuilder.File(("IHDR", header), ("IDAT", packed), ("IEND", []))).Pixels.ToArray());
        packed[^1] ^= 1;
        byte[] file = PngFileBuilder.File(("IHDR", header), ("IDAT", packed), ("IEND", []));
        Assert.Contains("checksum", Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Message, StringComparison.Ordinal);
        Assert.Contains("checksum", Assert.Throws<FormatErrorException>(() => Png.DecodeDeep(file)).Message, StringComparison.Ordinal);
    }

    void AssertNoDamagePasses(byte[] whole, int start, int length)
    {
        string path = folder.File("x");
        File.WriteAllBytes(path, whole);
        string expected = Content(path);
        int refused = 0;
        for (int bit = 8 * start; bit < 8 * (start + length); bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, damaged);
            try
            {
                Assert.Equal(expected, Content(path));
            }
            catch (FormatErrorException)
            {
                refused++;
            }
        }

        // A few bits mean nothing: those that fill the last byte before the checksum, and the lengths of codes that no byte takes.
        Assert.InRange(refused, (8 * length) - 16, 8 * length);
    }

    static string Content(string path)
    {
        using var file = TensorFile.Open(path);
        var text = new StringBuilder();
        foreach (TensorEntry entry in file.Entries) text.Append(entry.Name).Append(entry.StoredType).Append(entry.Shape).AppendJoin(' ', file[entry.Name].ToArray<double>());
        foreach ((string name, object? value) in file.Values) text.Append(name).Append(value);
        foreach (SkippedEntry entry in file.Skipped) text.Append(entry);
        return text.ToString();
    }

    static byte[] Matrix(byte kind, string name, int[] lengths, byte[] content)
    {
        byte[] inside = [.. Element(6, [kind, .. new byte[7]]), .. Element(5, [.. lengths.SelectMany(Int32)]), .. Element(1, Encoding.UTF8.GetBytes(name)), .. content];
        return [.. Int32(14), .. Int32(inside.Length), .. inside];
    }

    static byte[] Element(int type, byte[] data) => [.. Int32(type), .. Int32(data.Length), .. data, .. new byte[-data.Length & 7]];

    static byte[] Packed(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(plain);
        return memory.ToArray();
    }

    static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
