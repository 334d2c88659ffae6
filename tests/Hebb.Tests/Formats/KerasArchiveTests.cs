using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class KerasArchiveTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression, true)]
    [InlineData(CompressionLevel.Optimal, true)]
    [InlineData(CompressionLevel.NoCompression, false)]
    public void TheWeightsAndTheConfigurationAreRead(CompressionLevel level, bool isWeightsFirst)
    {
        (string Name, byte[] Content)[] files = [("metadata.json", [.. "{\"keras_version\": \"3.4\"}"u8]), ("config.json", [.. "{\"module\": \"keras\"}"u8]), ("model.weights.h5", Hdf5Fixtures.Of("old"))];
        using var file = TensorFile.Open(Write(level, isWeightsFirst ? [.. files.Reverse()] : files));
        Assert.Equal("Keras archive (.keras)", file.Format);
        Assert.Equal([7, 8, 9], file["g/y"].ToArray<int>());
        Assert.Equal([1.5f, -2f], file["x"].ToArray<float>());
        Assert.Contains(file.Values, value => value.Key == "config.json" && (string)value.Value! == "{\"module\": \"keras\"}");
        Assert.Equal(file.Entries.Count, file.LoadAll().Count);
    }

    [Fact]
    public void WeightsInSeveralFilesHaveTheFilesNameBeforeTheirs()
    {
        using var file = TensorFile.Open(Write(CompressionLevel.Optimal, ("config.json", [.. "{}"u8]), ("model_00000.weights.h5", Hdf5Sample.Contiguous([1f])), ("model_00001.weights.h5", Hdf5Sample.Contiguous([2f, 3f])), ("assets/words.txt", [1])));
        Assert.Equal(["model_00000.weights.h5/x", "model_00001.weights.h5/x"], file.Entries.Select(entry => entry.Name));
        Assert.Equal([2f, 3f], file["model_00001.weights.h5/x"].ToArray<float>());
        Assert.Equal("assets/words.txt", Assert.Single(file.Skipped).Name);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void DamagedWeightsAreRefused(CompressionLevel level)
    {
        byte[] weights = Hdf5Sample.Contiguous([1f, 2f, 3f]);
        string path = Write(level, ("config.json", [.. "{}"u8]), ("model.weights.h5", weights));
        byte[] bytes = File.ReadAllBytes(path);
        int place = bytes.AsSpan().IndexOf("model.weights.h5"u8) + 16;
        bytes[place + (level == CompressionLevel.NoCompression ? weights.Length - 5 : 60)] ^= 4;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("model.weights.h5", Assert.Throws<FormatErrorException>(() => TensorFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherArchiveIsStillRefusedByWhatItHolds() =>
        Assert.Contains("'a.txt'", Assert.Throws<FormatErrorException>(() => TensorFile.Open(Write(CompressionLevel.Optimal, ("a.txt", [1, 2])))).Message, StringComparison.Ordinal);

    string Write(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        string path = folder.File("model.keras");
        using FileStream stream = File.Create(path);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in files)
        {
            using Stream to = zip.CreateEntry(name, level).Open();
            to.Write(content);
        }

        return path;
    }
}
