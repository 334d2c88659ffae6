using Hebb.Labs;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class LabsTests
{
    [Theory]
    [InlineData("tensor-basics", 7)]
    [InlineData("gradient-check", 4)]
    [InlineData("four-gaussians", 5)]
    [InlineData("conv-layers", 35)]
    [InlineData("digits-cnn", 2)]
    [InlineData("computational-graph", 11)]
    [InlineData("activations", 7)]
    [InlineData("conv-filters", 2)]
    [InlineData("find-letters", 3)]
    [InlineData("read-text", 4)]
    public void MeetsEveryMust(string name, int musts) => Meets(name, musts, null);

    [Theory]
    [InlineData("mlp-grading", 9, "reference/formats")]
    [InlineData("mnist-binary", 13, "data/mnist")]
    [InlineData("mnist-multiclass", 4, "data/mnist")]
    [InlineData("conv-filters", 8, "data/photos")]
    public void MeetsEveryMustOnData(string name, int musts, string data) => Meets(name, musts, Repository.RequireShared(data));

    [Theory]
    [InlineData("mnist-mlp", 3, "data/mnist")]
    [InlineData("nist36-mlp", 2, "data/chars36")]
    [InlineData("nist36-learning-rates", 2, "data/chars36")]
    [InlineData("three-layer-convnet", 10, "data/cifar10")]
    [InlineData("cifar10-levels", 8, "data/cifar10")]
    public void MeetsEveryMustAfterMinutes(string name, int musts, string data)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HEBB_LONG_TESTS") is "1", "Trains for up to three minutes; HEBB_LONG_TESTS=1 runs it.");
        Meets(name, musts, Repository.RequireShared(data));
    }

    [Theory]
    [InlineData("mnist-mlp", 3, "data")]
    [InlineData("nist36-mlp", 2, "data/chars36")]
    [InlineData("nist36-learning-rates", 2, "data")]
    [InlineData("three-layer-convnet", 10, "data/cifar10")]
    [InlineData("cifar10-levels", 8, "data")]
    [InlineData("find-letters", 3, "data/handwriting")]
    [InlineData("read-text", 1, "data")]
    public void ShowsEverythingInAQuickRunWithoutCheckingIt(string name, int musts, string data)
    {
        using var folder = new TemporaryFolder();
        LabResult result = Run(name, new LabOptions { Out = folder.Path, Data = Repository.RequireShared(data), IsQuick = true, Epochs = 1 });
        Assert.False(result.IsChecked);
        Assert.True(result.Passed);
        Assert.All(result.Rows, row => Assert.Null(row.Met));
        Assert.Equal(musts, result.Rows.Count(row => row.Must is not null));
        Assert.All(result.Files, file => Assert.True(File.Exists(file), file));
        Assert.Contains("not checked", File.ReadAllText(Path.Combine(folder.Path, name + ".html")), StringComparison.Ordinal);
    }

    [Fact]
    public void ThreeWaysToWriteANetworkGiveTheSameBits()
    {
        using var folder = new TemporaryFolder();
        LabResult result = Run("cifar10-levels", new LabOptions { Out = folder.Path, Data = Repository.RequireShared("data/cifar10"), IsQuick = true, BatchSize = 16 });
        string[] bits = [.. result.Rows.Where(row => row.Must == "identical bits").Select(row => row.Ours)];
        Assert.Equal(["identical bits", "identical bits"], bits);
    }

    [Fact]
    public void ReadsTablesOfPixels()
    {
        using TemporaryFolder data = new(), folder = new();
        foreach ((string name, Digits set) in ((string, Digits)[])[("mnist_train.csv", Digits.Train), ("mnist_test.csv", Digits.Test)])
        {
            byte[] pixels = (set.Take([.. Enumerable.Range(0, 300)]).Input * 255).Round().To(DType.UInt8).ToArray<byte>();
            long[] labels = set.Labels.ToArray<long>();
            File.WriteAllLines(Path.Combine(data.Path, name), Enumerable.Range(0, 300).Select(i => $"{labels[i]},{string.Join(',', pixels[(64 * i)..(64 * (i + 1))])}"));
        }

        LabResult result = Run("mnist-mlp", new LabOptions { Out = folder.Path, Data = data.Path, IsQuick = true, Epochs = 12 });
        LabRow learned = result.Rows.Single(row => row.Figure == "from first principles: training accuracy");
        Assert.True(double.Parse(learned.Ours, System.Globalization.CultureInfo.InvariantCulture) > 0.5, learned.Ours);
    }

    [Fact]
    public void FindsItsFolderInTheOneAbove()
    {
        using var above = new TemporaryFolder();
        string own = Path.Combine(above.Path, "chars36");
        Lab lab = LabCatalog.Find("nist36-mlp")!;
        Assert.Equal(above.Path, new LabContext(lab, new LabOptions { Data = above.Path }, new Silence()).Data);
        Directory.CreateDirectory(own);
        Assert.Equal(own, new LabContext(lab, new LabOptions { Data = above.Path }, new Silence()).Data);
        Assert.Equal(own, new LabContext(lab, new LabOptions { Data = own }, new Silence()).Data);
        Assert.Null(new LabContext(lab, new LabOptions(), new Silence()).Data);
    }

    [Theory]
    [InlineData("mnist-mlp")]
    [InlineData("nist36-mlp")]
    [InlineData("nist36-learning-rates")]
    [InlineData("three-layer-convnet")]
    [InlineData("cifar10-levels")]
    public void SaysWhatIsMissing(string name)
    {
        using TemporaryFolder empty = new(), folder = new();
        DatasetMissingException problem = Assert.Throws<DatasetMissingException>(() => Run(name, new LabOptions { Out = folder.Path, Data = empty.Path }));
        Assert.Contains(empty.Path, problem.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void QuickRunsHaveTheirOwnDefaultsAndTakeWhatWasChosen()
    {
        Lab lab = LabCatalog.Find("four-gaussians")!;
        Assert.Equal(500, new LabContext(lab, new LabOptions(), new Silence()).Epochs);
        Assert.Equal(2, new LabContext(lab, new LabOptions { IsQuick = true }, new Silence()).Epochs);
        Assert.Equal(7, new LabContext(lab, new LabOptions { IsQuick = true, Epochs = 7 }, new Silence()).Epochs);
    }

    static LabResult Run(string name, LabOptions options)
    {
        Lab lab = LabCatalog.Find(name)!;
        return lab.Run(new LabContext(lab, options, new Silence()));
    }

    static void Meets(string name, int musts, string? data)
    {
        using var folder = new TemporaryFolder();
        Lab lab = LabCatalog.Find(name)!;
        LabResult result = lab.Run(new LabContext(lab, new LabOptions { Out = folder.Path, Data = data }, new Silence()));
        Assert.Contains(Path.Combine(folder.Path, name + ".html"), result.Files);
        Assert.All(result.Rows, row => Assert.NotEqual(false, row.Met));
        Assert.Equal(musts, result.Rows.Count(row => row.Met == true));
        Assert.All(result.Files, file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void NamesAreUniqueAndLowerCase()
    {
        Assert.Equal(LabCatalog.All.Count, LabCatalog.All.Select(lab => lab.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(LabCatalog.All, lab => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", lab.Name));
    }

    [Fact]
    public void AMissedMustFailsTheLab()
    {
        var result = new LabResult();
        result.AtMost("error", "none", 0.5, 1);
        Assert.True(result.Passed);
        result.AtLeast("accuracy", "all", double.NaN, 0.5);
        Assert.False(result.Passed);
    }

    [Fact]
    public void StoppingEndsALab()
    {
        Lab lab = LabCatalog.Find("four-gaussians")!;
        using var folder = new TemporaryFolder();
        Assert.Throws<OperationCanceledException>(() => lab.Run(new LabContext(lab, new LabOptions { Out = folder.Path }, new Silence(), new CancellationToken(canceled: true))));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.725, "0.725")]
    [InlineData(-6, "-6")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(4.53e-10, "4.5e-10")]
    public void NumbersReadWell(double value, string expected) => Assert.Equal(expected, LabResult.Number(value));

    sealed class Silence : ILabProgress
    {
        public void Say(string line)
        {
        }

        public void Report(string work, int done, int total, string? figure = null)
        {
        }
    }
}
