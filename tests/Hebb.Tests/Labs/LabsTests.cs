using Hebb.Labs;

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
    public void Meets_every_must(string name, int musts) => Meets(name, musts, null);

    [Theory]
    [InlineData("mlp-grading", 9, "reference/formats")]
    [InlineData("mnist-binary", 13, "data/mnist")]
    [InlineData("mnist-multiclass", 4, "data/mnist")]
    [InlineData("conv-filters", 8, "data/photos")]
    public void Meets_every_must_on_data(string name, int musts, string data) => Meets(name, musts, Repository.RequireShared(data));

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
    public void Names_are_unique_and_lower_case()
    {
        Assert.Equal(LabCatalog.All.Count, LabCatalog.All.Select(lab => lab.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(LabCatalog.All, lab => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", lab.Name));
    }

    [Fact]
    public void A_missed_must_fails_the_lab()
    {
        var result = new LabResult();
        result.AtMost("error", "none", 0.5, 1);
        Assert.True(result.Passed);
        result.AtLeast("accuracy", "all", double.NaN, 0.5);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Stopping_ends_a_lab()
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
    public void Numbers_read_well(double value, string expected) => Assert.Equal(expected, LabResult.Number(value));

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
