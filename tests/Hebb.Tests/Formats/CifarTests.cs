using Hebb.Formats;

namespace Hebb.Tests;

public sealed class CifarTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadsTheReferenceBatch()
    {
        (string path, var expected) = ExpectedTensors.Of("cifar10_like_batch.bin");
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal("CIFAR batch", file.Format);
        Assert.Equal(["labels", "data"], file.Entries.Select(e => e.Name));
        Assert.Equal(expected.GetProperty("labels").EnumerateArray().Select(e => e.GetByte()), file["labels"].ToArray<byte>());
        ExpectedTensors.AssertTensor(expected.GetProperty("data"), file.Entries[1], file["data"]);
    }

    [Fact]
    public void ReadsABatchOfTenThousandImages()
    {
        Dictionary<string, Tensor> batch = Cifar.Load(Repository.RequireShared("data", "cifar10", "test_batch.bin"));
        Assert.Equal([10000, 3072], batch["data"].Shape);
        Assert.Equal(Enumerable.Repeat(1000, 10), batch["labels"].ToArray<byte>().CountBy(label => label).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public void CoarseAndFineLabelsOfCifar100AreToldByTheLength()
    {
        byte[] bytes = new byte[3 * 3074];
        for (int i = 0; i < 3; i++) (bytes[3074 * i], bytes[(3074 * i) + 1], bytes[(3074 * i) + 2]) = ((byte)(10 + i), (byte)(97 + i), (byte)(7 + i));
        Dictionary<string, Tensor> batch = Cifar.Load(Write(bytes));
        Assert.Equal([10, 11, 12], batch["coarse_labels"].ToArray<byte>());
        Assert.Equal([97, 98, 99], batch["labels"].ToArray<byte>());
        Assert.Equal([7, 8, 9], batch["data"][.., 0].ToArray<byte>());
    }

    [Fact]
    public void ALabelOutOfRangeIsNamedWithItsRecord()
    {
        byte[] bytes = new byte[300 * 3073];
        bytes[299 * 3073] = 10;
        var error = Assert.Throws<FormatErrorException>(() => TensorFile.Open(Write(bytes)));
        Assert.Equal(299 * 3073, error.Offset);
        Assert.Contains("record 299 should begin with a label from 0 to 9; 10 came", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3072)]
    [InlineData(3075)]
    public void AnotherLengthIsRefused(int length) => Assert.Contains("3073", Assert.Throws<FormatErrorException>(() => Cifar.Load(Write(new byte[length]))).Message, StringComparison.Ordinal);

    string Write(byte[] content)
    {
        string path = folder.File("batch.bin");
        File.WriteAllBytes(path, content);
        return path;
    }
}
