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
    public void Every_version_gives_the_same_matrices(string name, string format)
    {
        (string path, var expected) = ExpectedTensors.Of(name);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(format, file.Format);
        Assert.Equal(["train_data", "train_labels"], file.Entries.Select(e => e.Name));
        foreach (TensorEntry entry in file.Entries) ExpectedTensors.AssertTensor(expected.GetProperty(entry.Name), entry, file[entry.Name]);
        Assert.Equal([0.08888263562725374, 0.054952403349602164, 0.44889141449633363, 0.5865598831332371, 0.0938438985704706], file["train_data"].ToArray<double>()[1024..1029]);
    }

    [Fact]
    public void Reads_numbers_text_structures_cells_sparse_and_complex_values()
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
    public void Reads_the_characters(string set, int rows)
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
    public void A_function_does_not_stop_the_numbers(bool packed)
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(16, "f", [1, 1], [], packed), Variable(6, "x", [2, 3], Element(1, 1, 2, 3, 4, 5, 6), packed)));
        Assert.Contains("function handle", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(DType.Float64, file["x"].DType);
        Assert.Equal([1.0, 3, 5, 2, 4, 6], file["x"].ToArray<double>());
    }

    [Fact]
    public void A_packed_matrix_that_is_too_large_for_its_file_is_skipped_with_the_reason()
    {
        using TensorFile file = TensorFile.Open(Write(Header(), Variable(6, "x", [40000, 10000], Element(9, [.. new byte[200]]), packed: true)));
        Assert.Contains("[40000, 10000]", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_a_structure_is_refused()
    {
        byte[] body = [.. Variable(2, "x", [1, 1], new byte[80 << 20], packed: true)];
        Assert.InRange(body.Length, 1, 1 << 20);
        string path = Write(Header(), body);
        Assert.Contains("structures and cells unpack to more than", Assert.Throws<FormatErrorException>(() => Mat.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused_or_reads_less()
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
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal)) zlib.Write(matrix);
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
