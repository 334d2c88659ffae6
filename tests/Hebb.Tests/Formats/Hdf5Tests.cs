using Hebb.Formats;

namespace Hebb.Tests;

public sealed class Hdf5Tests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("assign3_like_contiguous.h5")]
    [InlineData("assign3_like_gzip.h5")]
    [InlineData("assign3_like_latest.h5")]
    public void ReadsTheReferenceFiles(string name)
    {
        (string path, var expected) = ExpectedTensors.Of(name);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal("HDF5", file.Format);
        Assert.Equal(["data", "invXForm", "meta/labels", "xForm"], file.Entries.Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Empty(file.Skipped);
        foreach (TensorEntry entry in file.Entries) ExpectedTensors.AssertTensor(expected.GetProperty(entry.Name), entry, file[entry.Name]);
    }

    [Fact]
    public void ReadsNaturalPatches()
    {
        Dictionary<string, Tensor> file = Hdf5.Load(Repository.RequireShared("data", "patches", "natural_patches.h5"));
        Assert.Equal([10240, 3, 16, 16], file["data"].Shape);
        Assert.Equal(DType.UInt8, file["data"].DType);
        byte[] values = file["data"].ToArray<byte>();
        Assert.Equal([201, 199, 208, 184], values[..4]);
        Assert.Equal(855542742, values.Sum(value => (long)value));
        Assert.Equal(256.0, file["xForm"].ToArray<double>().Sum());
    }

    [Fact]
    public void ReadsADataSetMadeByHandBehindABlockOfTheUsersOwn()
    {
        byte[] bytes = [.. new byte[512], .. Hdf5Sample.Contiguous([1.5f, -2f])];
        Tensor x = Hdf5.Load(Write(bytes))["x"];
        Assert.Equal([1.5f, -2f], x.ToArray<float>());
    }

    [Fact]
    public void ATypeThatTensorsCannotHoldIsNamedWithTheReason()
    {
        using TensorFile file = TensorFile.Open(Write(Hdf5Sample.Contiguous([1f, 2f], isOpaque: true)));
        Assert.Empty(file.Entries);
        SkippedEntry skipped = Assert.Single(file.Skipped);
        Assert.Equal("x", skipped.Name);
        Assert.Contains("opaque", skipped.Reason, StringComparison.Ordinal);
        Assert.Contains("opaque", Assert.Throws<FormatErrorException>(() => file["x"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesBehindTheEndOfTheFileAreRefusedBeforeMemoryIsTaken()
    {
        byte[] bytes = Hdf5Sample.Contiguous([1f, 2f], length: 1 << 24);
        string path = Write(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<FormatErrorException>(() => Hdf5.Load(path));
        Assert.Contains("the values of a data set should take 67108864 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void MoreValuesThanTheFilesSizeMakesLikelyAreSkippedWithTheReason()
    {
        using TensorFile file = TensorFile.Open(Write(Hdf5Sample.Contiguous([1f, 2f], length: 1 << 28)));
        Assert.Contains("1073741824 bytes", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AGroupThatHoldsItselfIsListedOnce() => Assert.Equal(["x"], Hdf5.Load(Write(Hdf5Sample.Contiguous([1f], isCyclic: true))).Keys);

    [Theory]
    [InlineData("89484446", "no known tensor format")]
    [InlineData("894844460D0A1A0A", "more bytes were expected")]
    [InlineData("894844460D0A1A0A09", "versions 0 to 3 are read; 9 came")]
    [InlineData("894844460D0A1A0A020308", "an address takes 2, 4 or 8 bytes; 3 came")]
    public void WhatBreaksTheFormatIsNamed(string hex, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatErrorException>(() => TensorFile.Open(Write(Convert.FromHexString(hex)))).Message, StringComparison.Ordinal);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] bytes = Hdf5Sample.Contiguous([1f, 2f, 3f]);
        for (int length = 1; length < bytes.Length; length++) Assert.Throws<FormatErrorException>(() => Hdf5.Load(Write(bytes[..length])));
    }

    string Write(byte[] content)
    {
        string path = folder.File("tensor.h5");
        File.WriteAllBytes(path, content);
        return path;
    }
}
