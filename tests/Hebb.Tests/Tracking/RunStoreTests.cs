using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class RunStoreTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly RunStore store;

    public RunStoreTests() => store = RunStore.Open(folder.File("deep/er/runs.db"));

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void ListsTheNewestFirst()
    {
        string[] ids = [Make("a"), Make("b", tags: ["x"]), Make("a", tags: ["x", "y"])];
        Assert.Equal(ids.Reverse(), store.List().Select(r => r.Id));
        Assert.Equal([ids[2], ids[0]], store.List(name: "a").Select(r => r.Id));
        Assert.Equal([ids[2], ids[1]], store.List(tag: "x").Select(r => r.Id));
        Assert.Equal([ids[2]], store.List(max: 1).Select(r => r.Id));
        Assert.Empty(store.List(name: "c"));
    }

    [Fact]
    public void FindsByIdBeginningNameAndLast()
    {
        string first = Make("alpha"), second = Make("beta"), third = Make("alpha");
        Assert.Equal(third, store.Get("last").Id);
        Assert.Equal(second, store.Get("last~1").Id);
        Assert.Equal(first, store.Get("last~2").Id);
        Assert.Null(store.Find("last~3"));
        Assert.Equal(third, store.Get("alpha").Id);
        Assert.Equal(second, store.Get(second).Id);
        int length = Enumerable.Range(1, 8).First(n => !first.StartsWith(second[..n], StringComparison.Ordinal) && !third.StartsWith(second[..n], StringComparison.Ordinal));
        Assert.Equal(second, store.Get(second[..length].ToUpperInvariant()).Id);
        Assert.Null(store.Find("alph"));
        Assert.Null(store.Find("%"));
    }

    [Fact]
    public void ABeginningOfSeveralIdsNamesThem()
    {
        // More runs than there are first letters, so two share one.
        List<string> ids = [.. Enumerable.Range(0, 24).Select(i => Make($"run {i}"))];
        string letter = ids.GroupBy(id => id[..1], StringComparer.Ordinal).First(g => g.Skip(1).Any()).Key;
        RunStoreException error = Assert.Throws<RunStoreException>(() => store.Find(letter));
        Assert.Equal(RunStoreProblem.NoSuchRun, error.Problem);
        Assert.Contains(ids.Last(id => id.StartsWith(letter, StringComparison.Ordinal)), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysThatThereIsNoSuchRun()
    {
        Assert.Contains("no runs yet", Assert.Throws<RunStoreException>(() => store.Get("none-9")).Message, StringComparison.Ordinal);
        Make("a");
        RunStoreException error = Assert.Throws<RunStoreException>(() => store.Get("none-9"));
        Assert.Equal(RunStoreProblem.NoSuchRun, error.Problem);
        Assert.Contains("'none-9'", error.Message, StringComparison.Ordinal);
        Assert.Contains("hebb runs list", error.Help, StringComparison.Ordinal);
        Assert.Throws<RunStoreException>(() => store.Metric("none-9", "loss"));
        Assert.Throws<RunStoreException>(() => store.Delete("none-9"));
    }

    [Fact]
    public void ComparesSettingsAndMetrics()
    {
        Make("a", """{"epochs": 3, "model": {"kind": "mlp", "hidden": [256, 128]}, "same": true}""", seed: 1, loss: [3, 2, 2.5]);
        Make("b", """{"epochs": 3, "model": {"kind": "cnn"}, "same": true, "extra": null}""", seed: 2, loss: [1, 4]);
        Make("c", loss: []);
        RunComparison comparison = store.Compare("a", "b", "c");
        Assert.Equal(["a", "b", "c"], comparison.Runs.Select(r => r.Name));
        SettingRow Row(string key) => comparison.Configuration.Single(r => r.Key == key);
        Assert.Equal(["epochs", "model.kind", "model.hidden", "same", "seed", "extra"], comparison.Configuration.Select(r => r.Key));
        Assert.Equal(["mlp", "cnn", null], Row("model.kind").Values);
        Assert.Equal(["[256, 128]", null, null], Row("model.hidden").Values);
        Assert.Equal(["1", "2", null], Row("seed").Values);
        Assert.Equal([null, "null", null], Row("extra").Values);
        Assert.All(comparison.Configuration, r => Assert.True(r.Differs));
        Assert.Equal(["seed", "model.kind", "model.hidden", "extra"], store.Compare("a", "b").Configuration.Where(r => r.Differs).Select(r => r.Key).OrderDescending(StringComparer.Ordinal));
        MetricRow metric = Assert.Single(comparison.Metrics);
        Assert.Equal([2.0, 1.0, null], metric.Summaries.Select(s => s?.Best));
        Assert.Equal([2.5, 4.0, null], metric.Summaries.Select(s => s?.Last));
        Assert.Equal(1, metric.BestRun);
        Assert.Equal(-1, store.Compare("a", "a").Metrics[0].BestRun);
        Assert.Equal(-1, store.Compare("a", "c").Metrics[0].BestRun);
    }

    [Fact]
    public void ForgetsARunWithOrWithoutItsFiles()
    {
        string keptFile = folder.File("kept.txt"), goneFile = folder.File("gone.txt"), missing = folder.File("missing.txt");
        foreach (string file in (string[])[keptFile, goneFile]) File.WriteAllText(file, "x");
        Make("a", loss: [1, 2], files: [keptFile]);
        Make("b", loss: [1, 2], files: [goneFile, missing]);
        Assert.Empty(store.Delete("a"));
        Assert.Equal([goneFile], store.Delete("b", deleteFiles: true));
        Assert.Equal((true, false), (File.Exists(keptFile), File.Exists(goneFile)));
        Assert.Empty(store.List());
        using var sql = new SqlFile(store.Path);
        foreach (string table in (string[])["runs", "metrics", "points", "files", "tags", "facts"]) Assert.Equal(0L, sql.Scalar($"SELECT count(*) FROM {table}"));
    }

    [Fact]
    public void ARunAtWorkIsNotForgotten()
    {
        using Run run = store.Begin("busy");
        RunStoreException error = Assert.Throws<RunStoreException>(() => store.Delete("busy"));
        Assert.Contains("still at work", error.Message, StringComparison.Ordinal);
        Assert.Single(store.List());
    }

    [Fact]
    public void TheFileIsInWriteAheadModeAndBearsOurMark()
    {
        Make("a");
        using var sql = new SqlFile(store.Path);
        Assert.Equal("wal", sql.Scalar("PRAGMA journal_mode"));
        Assert.Equal(2L, sql.Scalar("PRAGMA user_version"));
        Assert.Equal((long)0x48656262, sql.Scalar("PRAGMA application_id"));
        Assert.Equal("ok", sql.Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public void AFolderAsPathMeansTheFileInIt()
    {
        using var other = RunStore.Open(folder.Path);
        Assert.Equal(folder.File("hebb-runs.db"), other.Path);
        Assert.True(File.Exists(other.Path));
    }

    [Fact]
    public void TheDefaultIsInTheFolderForDataOfPrograms()
    {
        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hebb", "hebb-runs.db"), RunStore.PathFrom(null));
        Assert.Equal("elsewhere.db", RunStore.PathFrom("elsewhere.db"));
    }

    [Theory]
    [InlineData("train loss", true)]
    [InlineData("val/top1_error", true)]
    [InlineData("validation accuracy", false)]
    [InlineData("reward", false)]
    [InlineData("gradient norm", false)]
    [InlineData("epoch-seconds", true)]
    public void TheNameSaysWhatIsBetter(string name, bool isLowerBetter) => Assert.Equal(isLowerBetter, new MetricSummary(name, 1, 1, 1, 1, 1, 1, 1).IsLowerBetter);

    [Theory]
    [InlineData("train loss,train accuracy,validation loss,validation accuracy,test accuracy", "validation accuracy")]
    [InlineData("rate,train loss,validation loss,test accuracy", "validation loss")]
    [InlineData("rate,train loss,train accuracy", "train accuracy")]
    [InlineData("rate,loss", "loss")]
    [InlineData("rate", "rate")]
    public void TheMainMetricIsTheOneThatSaysMost(string names, string main)
    {
        RunRecord record = store.Get(Make("x")) with { Metrics = [.. names.Split(',').Select(n => new MetricSummary(n, 1, 1, 1, 1, 1, 1, 1))] };
        Assert.Equal(main, record.MainMetric!.Name);
    }

    [Fact]
    public void CsvHasARowForEachStep()
    {
        using (Run run = store.Begin("csv"))
        {
            run.LogMany(2, ("loss", 0.1), ("a, \"b\"", double.NegativeInfinity));
            run.Log(1, "loss", double.NaN);
            run.Log(10, "a, \"b\"", 1e-300);
            run.Finish();
        }

        store.ExportCsv("csv", folder.File("x.csv"));
        Assert.Equal("step,loss,\"a, \"\"b\"\"\"\n1,NaN,\n2,0.1,-Infinity\n10,,1E-300\n", File.ReadAllText(folder.File("x.csv")));
    }

    string Make(string name, string configuration = "{}", ulong? seed = null, string[]? tags = null, double[]? loss = null, string[]? files = null)
    {
        using Run run = store.Begin(name, configuration: configuration, seed: seed, tags: tags);
        for (int step = 0; step < loss?.Length; step++) run.Log(step, "loss", loss[step]);
        foreach (string file in files ?? []) run.AddFile(file, "file");
        run.Finish();
        return run.Id;
    }
}
