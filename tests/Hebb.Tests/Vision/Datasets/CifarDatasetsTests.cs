using Hebb.Formats;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class CifarDatasetsTests : IDisposable
{
    const int Area = 3 * 32 * 32;
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void BatchesAreJoinedInOrder()
    {
        for (int i = 1; i <= 5; i++) File.WriteAllBytes(folder.File($"data_batch_{i}.bin"), [.. Record([(byte)i], 10 * i), .. Record([(byte)(i + 4)], (10 * i) + 1)]);
        ImageDataset data = Cifar10.Load(folder.Path);
        Assert.Equal([10, 3, 32, 32], data.Images.Shape);
        Assert.Equal([1, 5, 2, 6, 3, 7, 4, 8, 5, 9], data.Labels.ToArray<long>());
        Assert.Equal([10, 11, 20, 21, 30, 31, 40, 41, 50, 51], data.Images.ToArray<byte>().Where((_, i) => i % Area == 0).Select(b => (int)b));
    }

    [Fact]
    public void AImageIsRedThenGreenThenBlue()
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)200, 1024), .. Enumerable.Repeat((byte)100, 1024), .. Enumerable.Repeat((byte)50, 1024)];
        File.WriteAllBytes(folder.File("test_batch.bin"), [3, .. pixels]);
        ImageDataset data = Cifar10.Load(folder.Path, train: false);
        Assert.Equal([200, 100, 50], data.GetImage(0).Pixels[..3].ToArray());
        Assert.Equal("cat", data.Classes[3]);
    }

    [Fact]
    public void Cifar100HasFineAndCoarseLabels()
    {
        File.WriteAllBytes(folder.File("train.bin"), [.. Record([19, 99], 1), .. Record([4, 0], 2)]);
        Assert.Equal([99, 0], Cifar100.Load(folder.Path).Labels.ToArray<long>());
        ImageDataset groups = Cifar100.Load(folder.Path, coarse: true);
        Assert.Equal([19, 4], groups.Labels.ToArray<long>());
        Assert.Equal((100, 20), (Cifar100.Classes.Count, groups.Classes.Count));
        Assert.Equal(Cifar100.Classes.Order(StringComparer.Ordinal), Cifar100.Classes);
        Assert.Equal(Cifar100.Groups.Order(StringComparer.Ordinal), Cifar100.Groups);
    }

    [Fact]
    public void ABatchThatIsCutShortIsRefused()
    {
        File.WriteAllBytes(folder.File("test_batch.bin"), Record([3], 1)[..^1]);
        Assert.Equal(folder.File("test_batch.bin"), Assert.Throws<FormatErrorException>(() => Cifar10.Load(folder.Path, train: false)).File);
    }

    static byte[] Record(byte[] labels, int level) => [.. labels, .. Enumerable.Repeat((byte)level, Area)];
}
