using Hebb.Formats;

namespace Hebb.Tests;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void TheSampleHasTheExpectedValues()
    {
        var expected = FormatSample.Expected("model.safetensors");
        using TensorFile file = TensorFile.Open(FormatSample.Path("model.safetensors"));
        Assert.Equal("safetensors", file.Format);
        Assert.Equal(expected.EnumerateObject().Select(item => item.Name).Order(StringComparer.Ordinal), file.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (TensorEntry entry in file.Entries) FormatSample.Check(expected.GetProperty(entry.Name), entry.StoredType, file[entry.Name]);
    }

    [Fact]
    public void TensorsAndMetadataComeThroughTheOneDoor()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x");
        Safetensors.Save(path, OneOfEach.Tensors(), new Dictionary<string, string> { ["note"] = "ä" });
        using TensorFile file = TensorFile.Open(path);
        Dictionary<string, Tensor> all = file.LoadAll();
        OneOfEach.CheckEqual(OneOfEach.Tensors(), OneOfEach.Tensors().Keys.ToDictionary(name => name, name => all[name]), isBFloat16Widened: false);
        Assert.Equal([new("note", "ä")], file.Values);
    }

    [Fact]
    public void WhatWasLoadedOutlivesTheFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["x"] = Tensor.From([1f, 2f]) });
        Tensor x;
        using (TensorFile file = TensorFile.Open(path)) x = file["x"];
        File.Delete(path);
        Assert.Equal([1f, 2f], x.ToArray<float>());
    }

    [Fact]
    public void ADamagedHeaderIsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x"), [9, 0, 0, 0, 0, 0, 0, 0, .. "{\"x\":{}}"u8]);
        Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x")));
    }
}
