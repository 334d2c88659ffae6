using Hebb.Formats;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class Nist36Tests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ColumnsBecomeRowsAndOneHotRowsBecomeClasses()
    {
        // Two images whose values count up column by column.
        double[] pixels = [.. Enumerable.Range(0, 2048).Select(i => i / 2048.0)];
        var chosen = new double[72];
        (chosen[35], chosen[36]) = (1, 1);
        MatFour.Write(folder.File("nist36_valid.mat"), ("valid_data", 2, pixels), ("valid_labels", 2, chosen));
        ImageDataset data = Nist36.Load(folder.Path, Split.Validation);
        Assert.Equal([2, 1, 32, 32], data.Images.Shape);
        Assert.Equal([35, 0], data.Labels.ToArray<long>());
        Assert.Equal(["9", "A"], data.Labels.ToArray<long>().Select(label => data.Classes[(int)label]));
        float[] upright = data.Images.ToArray<float>();
        Assert.Equal([0, 32 / 2048f, 64 / 2048f], upright[..3]);
        Assert.Equal(pixels.Select(v => (float)v), data.Images.Transpose(2, 3).Reshape([2048]).ToArray<float>());
        Assert.Throws<DatasetMissingException>(() => Nist36.Load(folder.Path));
    }

    [Theory]
    [InlineData("train_data", 1023, 36, "train_data of shape [n, 1024]")]
    [InlineData("valid_data", 1024, 36, "the file has valid_data, train_labels")]
    [InlineData("train_data", 1024, 26, "train_labels of shape [n, 36]")]
    public void OtherVariablesAreRefused(string name, int pixels, int classes, string part)
    {
        MatFour.Write(folder.File("chars36_train.mat"), (name, 1, new double[pixels]), ("train_labels", 1, new double[classes]));
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Nist36.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(0.5, 0)]
    public void LabelsThatAreNotOneHotAreRefused(double first, double second)
    {
        var chosen = new double[36];
        (chosen[3], chosen[4]) = (first, second);
        MatFour.Write(folder.File("nist36_test.mat"), ("test_data", 1, new double[1024]), ("test_labels", 1, chosen));
        Assert.Contains("row 0 of the labels", Assert.Throws<FormatErrorException>(() => Nist36.Load(folder.Path, Split.Test)).Message, StringComparison.Ordinal);
    }
}
