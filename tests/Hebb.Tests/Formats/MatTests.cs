using System.Buffers.Binary;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class MatTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("nist36_like_v4.mat", "MATLAB 4")]
    [InlineData("nist36_like_v5.mat", "MATLAB 5")]
    [InlineData("nist36_like_v5_compressed.mat", "MATLAB 5")]
    [InlineData("nist36_like_v73.mat", "MATLAB 7.3")]
    public void EveryVersionGivesTheSameMatrices(string name, string format)
    {
        (string path, var expected) = ExpectedTensors.Of(name);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(format, file.Format);
        Assert.Equal(["train_data", "train_labels"], file.Entries.Select(e => e.Name));
        foreach (TensorEntry entry in file.Entries) ExpectedTensors.AssertTensor(expected.GetProperty(entry.Name), entry, file[entry.Name]);
        Assert.Equal([0.08888263562725374, 0.054952403349602164, 0.44889141449633363, 0.5865598831332371, 0.0938438985704706], file["train_data"].ToArray<double>()[1024..1029]);
    }

    [Fact]
    public void ReadsNumbersTextStructuresCellsSparseAndComplexValues()
    {
        (string path, var expected) = ExpectedTensors.Of("mixed_v5.mat");
        using TensorFile file = TensorFile.Open(path);
        foreach (string name in (string[])["d", "s", "u8", "i16", "l"]) ExpectedTensors.AssertTensor(expected.GetProperty(name), file.Entries.Single(e => e.Name == name), file[name]);
        Assert.Equal([2.5], file["scalar"].ToArray<double>());
        Assert.Equal([1.0], file["st.a"].ToArray<double>());
        Assert.Equal([1.0, 2.0], file["st.b"].ToArray<double>());
        Assert.Equal([1.0, 2.0], file["c.0"].ToArray<double>());
        Assert.Equal([1.0, 0, 0, 0, 0, 0, 0, 0, 3], file["sparse"].ToArray<double>());
        Assert.Equal([1, 1, 2], file["z"].Shape);
        Assert.Equal([1.0, 2.0], file["z"].ToArray<double>());
        Assert.Equal([new("name", "kitten"), new("c.1", "xy")], file.Values);
        Assert.Empty(file.Skipped);
    }

    [Theory]
    [InlineData("train", 10800)]
    [InlineData("valid", 3600)]
    [InlineData("test", 1800)]
    public void ReadsTheCharacters(string set, int rows)
    {
        Dictionary<string, Tensor> file = Mat.Load(Repository.RequireShared("data", "chars36", $"chars36_{set}.mat"));
        Assert.Equal([rows, 1024], file[$"{set}_data"].Shape);
        Tensor labels = file[$"{set}_labels"];
        Assert.Equal([rows, 36], labels.Shape);
        Assert.Equal(Enumerable.Repeat(rows / 36, 36), Enumerable.Range(0, 36).Select(c => labels[.., c].ToArray<byte>().Sum(value => value)));
        Assert.All(file[$"{set}_data"][..3].ToArray<double>(), value => Assert.Equal(Math.Round(value * 255) / 255, value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFunctionDoesNotStopTheNumbers(bool packed)
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(16, "f", [1, 1], [], packed), Variable(6, "x", [2, 3], Element(1, 1, 2, 3, 4, 5, 6), packed)));
        Assert.Contains("function handle", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(DType.Float64, file["x"].DType);
        Assert.Equal([1.0, 3, 5, 2, 4, 6], file["x"].ToArray<double>());
    }

    [Fact]
    public void APackedMatrixThatIsTooLargeForItsFileIsSkippedWithTheReason()
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(6, "x", [40000, 10000], Element(9, [.. new byte[200]]), packed: true)));
        Assert.Contains("[40000, 10000]", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AStructureOfMoreBytesThanItsCompressionCanHoldIsRefused()
    {
        byte[] matrix = [.. Int32(14), .. Int32(80 << 20), .. Element(6, [2, .. new byte[7]])], body = Packed(matrix);
        string path = Write(Header(), [.. Int32(15), .. Int32(body.Length), .. body]);
        Assert.Contains("deflate packs at most 1032 to 1", Assert.Throws<FormatErrorException>(() => Mat.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoFieldsOfOneNameDoNotStopTheRest()
    {
        byte[] fields = [.. Element(5, Int32(2)), .. Element(1, [(byte)'a', 0, (byte)'b', 0, (byte)'a', 0])];
        byte[] members = [.. Member(1), .. Member(2), .. Member(3)];
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(2, "st", [1, 1], [.. fields, .. members], packed: false), Variable(6, "x", [1, 1], Element(2, 7), packed: true), Variable(6, "x", [1, 1], Element(2, 8), packed: false)));
        Assert.Equal(["st.a", "st.b", "st.a (2)", "x", "x (2)"], file.Entries.Select(e => e.Name));
        Assert.Equal([1.0, 2, 3, 7, 8], file.Entries.Select(e => file[e.Name].ToArray<double>()[0]));

        static byte[] Member(byte value) => Variable(6, string.Empty, [1, 1], Element(2, value), packed: false);
    }

    [Fact]
    public void RowsOfTextInTwoFieldsOfOneNameAreAllListed()
    {
        byte[] fields = [.. Element(5, Int32(2)), .. Element(1, [(byte)'a', 0, (byte)'a', 0])], text = Variable(4, string.Empty, [2, 1], Element(16, (byte)'p', (byte)'q'), packed: false);
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(2, "st", [1, 1], [.. fields, .. text, .. text], packed: true)));
        Assert.Equal(["p", "q", "p", "q"], file.Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(9, true)]
    [InlineData(2, false)]
    public void SparseTruthValuesAreBytesWhateverTheirTagSays(int tag, bool packed)
    {
        // 3 × 3 with ones at (0, 0), (2, 1) and (1, 2).
        byte[] content = [.. Element(5, [.. Int32(0), .. Int32(2), .. Int32(1)]), .. Element(5, [.. Int32(0), .. Int32(1), .. Int32(2), .. Int32(3)]), .. Element(tag, 1, 1, 1)];
        using TensorFile file = TensorFile.Open(Write(Header(), Sparse([3, 3], content, packed)));
        Assert.Equal(DType.Bool, file["x"].DType);
        Assert.Equal([1.0, 0, 0, 0, 0, 1, 0, 1, 0], file["x"].ToArray<double>());
    }

    [Fact]
    public void SparseTruthValuesThatFillDoublesAreStillBytes()
    {
        // Eight bytes could be one double; the columns say that there are eight values.
        byte[] content = [.. Element(5, [.. Enumerable.Range(0, 8).SelectMany(Int32)]), .. Element(5, [.. Int32(0), .. Int32(8)]), .. Element(9, 1, 1, 1, 1, 1, 1, 1, 1)];
        using TensorFile file = TensorFile.Open(Write(Header(), Sparse([8, 1], content, packed: false)));
        Assert.All(file["x"].ToArray<double>(), value => Assert.Equal(1, value));
        byte[] doubles = [.. Element(5, [.. Int32(0), .. Int32(1)]), .. Element(5, [.. Int32(0), .. Int32(2)]), .. Element(9, [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(0.0)])];
        using TensorFile other = TensorFile.Open(Write(Header(), Sparse([2, 1], doubles, packed: false)));
        Assert.Equal([1.0, 0], other["x"].ToArray<double>());
    }

    [Theory]
    [InlineData(16, "F09F9880", 2, "😀")]
    [InlineData(16, "61C3A9", 2, "aé")]
    [InlineData(17, "3DD800DE", 2, "😀")]
    [InlineData(18, "00F60100", 1, "😀")]
    [InlineData(4, "3DD800DE", 2, "😀")]
    [InlineData(6, "6100000000F60100", 2, "a😀")]
    [InlineData(1, "6162", 2, "ab")]
    public void TextOfEveryEncodingReads(int type, string hex, int count, string text)
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(4, "t", [1, count], Element(type, Convert.FromHexString(hex)), packed: true)));
        Assert.Equal([new("t", text)], file.Values);
    }

    [Fact]
    public void RowsOfLettersBeyond16BitsKeepTheirColumns()
    {
        byte[] letters = [.. new[] { 'a', 0x1F600, 0x1F601, 'b' }.SelectMany(letter => Int32((int)letter))];
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(4, "t", [2, 2], Element(18, letters), packed: false)));
        Assert.Equal(["a😁", "😀b"], file.Values.Select(value => value.Value));
    }

    [Fact]
    public void EmptyCellsAndStructuresAreNotLost()
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(1, "c", [0, 0], [], packed: false), Variable(2, "st", [0, 0], [.. Element(5, Int32(2)), .. Element(1, (byte)'a', 0)], packed: true), Variable(6, "d", [0, 3], [], packed: false)));
        Assert.Equal([new("c", null), new("st", null)], file.Values);
        Assert.Equal([0, 3], file["d"].Shape);
        Assert.Equal(DType.Float64, file["d"].DType);
    }

    static byte[] Sparse(int[] lengths, byte[] content, bool packed)
    {
        byte[] inside = [.. Element(6, [5, 2, 0, 0, 8, 0, 0, 0]), .. Element(5, [.. lengths.SelectMany(Int32)]), .. Element(1, (byte)'x'), .. content];
        byte[] matrix = [.. Int32(14), .. Int32(inside.Length), .. inside], body = packed ? Packed(matrix) : matrix;
        return packed ? [.. Int32(15), .. Int32(body.Length), .. body] : matrix;
    }

    static byte[] Packed(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(plain);
        return memory.ToArray();
    }

    [Fact]
    public void EveryTruncationIsRefusedOrReadsLess()
    {
        byte[] x = Variable(6, "x", [2, 3], Element(1, 1, 2, 3, 4, 5, 6), packed: false), whole = [.. Header(), .. x];
        for (int length = 1; length < whole.Length; length++)
        {
            string path = Write(whole[..length]);
            if (length is >= 128 and < 136) Assert.Empty(Mat.Load(path));
            else Assert.Throws<FormatErrorException>(() => Mat.Load(path));
        }
    }

    static byte[] Header()
    {
        var bytes = new byte[128];
        "MATLAB 5.0 MAT-file"u8.CopyTo(bytes);
        (bytes[125], bytes[126], bytes[127]) = (1, (byte)'I', (byte)'M');
        return bytes;
    }

    static byte[] Variable(int kind, string name, int[] lengths, byte[] content, bool packed)
    {
        byte[] inside = [.. Element(6, [(byte)kind, .. new byte[7]]), .. Element(5, [.. lengths.SelectMany(Int32)]), .. Element(1, System.Text.Encoding.UTF8.GetBytes(name)), .. content];
        byte[] matrix = [.. Int32(14), .. Int32(inside.Length), .. inside];
        if (!packed) return matrix;
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(matrix);
        return [.. Int32(15), .. Int32((int)memory.Length), .. memory.ToArray()];
    }

    static byte[] Element(int type, params byte[] data) => [.. Int32(type), .. Int32(data.Length), .. data, .. new byte[-data.Length & 7]];

    static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    string Write(params byte[][] parts)
    {
        string path = folder.File("tensor.mat");
        File.WriteAllBytes(path, [.. parts.SelectMany(part => part)]);
        return path;
    }
}
