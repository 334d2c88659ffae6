using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class Flowers17Tests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ThePublishedFormIsRead()
    {
        Directory.CreateDirectory(folder.File("jpg"));
        foreach (int id in (int[])[80, 81, 1360])
        {
            using FileStream file = File.Create(folder.File($"jpg/image_{id:0000}.jpg"));
            PngWriter.Write(file, 1, 1, 1, [(byte)id]);
        }

        MatFour.Write(folder.File("datasplits.mat"), ("trn1", 1, [1360, 80, 81]), ("val1", 1, [81]), ("tst1", 1, [1361]));
        ImageFiles train = Flowers17.Open(folder.Path);
        Assert.Equal([0, 1, 16], train.Labels.ToArray<long>());
        Assert.Equal((byte)80, train.GetImage(0)[0, 0]);
        Assert.Equal(1, Flowers17.Open(folder.Path, Split.Validation).Count);
        Assert.Contains("numbers from 1 to 1360; element 0 is 1361", Assert.Throws<FormatErrorException>(() => Flowers17.Open(folder.Path, Split.Test)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Flowers17.Open(folder.Path, Split.Extra));
    }
}
