using Hebb.Cli.Display;
using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class MetricGroupTests
{
    [Fact]
    public void TrainingAndValidationOfOneQuantityShareAChartAndTheEpochHasNone()
    {
        string[] names = ["step loss", "learning rate", "loss", "val_loss", "val_accuracy", "epoch", "test_accuracy", "Validation Accuracy", "val", "f1/train", "f1/val"];
        MetricGroup[] groups = [.. MetricGroup.Of(names, isSingleRun: true)];
        Assert.Equal(["loss", "learning rate", "accuracy", "val", "f1"], groups.Select(g => g.Title));
        Assert.Equal(["step loss", "loss", "val_loss"], groups[0].Names);
        Assert.Equal(["val_accuracy", "test_accuracy", "Validation Accuracy"], groups[2].Names);
        Assert.Equal(["step loss", "learning rate", "loss", "accuracy", "val", "f1"], MetricGroup.Of(names, isSingleRun: false).Select(g => g.Title));
    }

    [Fact]
    public void ARunOfTheCommandLineIsDrawnInThreeCharts()
    {
        using var folder = new TemporaryFolder();
        using (Run run = Run.Start("one", path: folder.File("runs.db")))
        {
            for (int step = 1; step <= 4; step++)
                run.LogMany(step, ("step loss", 1.0 / step), ("learning rate", 0.1), ("loss", 1.0 / step), ("val_loss", 2.0 / step), ("val_accuracy", step), ("epoch", step));
            run.Finish();
        }

        using var store = RunStore.Open(folder.File("runs.db"));
        RunRecord record = store.Get("one");
        Assert.Equal(["loss", "learning rate", "val_accuracy"], RunCharts.Of(store, [record], null).Select(c => c.Title));
        Assert.Equal("epoch", Assert.Single(RunCharts.Of(store, [record], "epoch")).Title);
        string shown = CommandRun.Of("runs", "show", "one", "--store", folder.File("runs.db")).Output;
        Assert.Matches("metric +│ last +│ best +│ at step +│ epoch +│ values", shown);
        Assert.Matches(@"val_loss +│ +0\.5 │ +0\.5 │ +4 │ +4 │ +4", shown);
    }
}
