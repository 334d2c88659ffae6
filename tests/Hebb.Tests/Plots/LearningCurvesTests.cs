using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Tests;

public sealed class LearningCurvesTests
{
    [Fact]
    public void DrawsWhatATrainerRecordedOverItsEpochs()
    {
        TrainingHistory history = Trained();
        string loss = LearningCurves.Of(history).ToSvg(), all = LearningCurves.Figure(history, "A training").ToSvg();
        foreach (string part in (string[])["training", "validation", "epoch", "loss"]) Assert.Contains(part, loss, StringComparison.Ordinal);
        foreach (string part in (string[])["A training", "Loss", "Accuracy"]) Assert.Contains(part, all, StringComparison.Ordinal);
        Assert.DoesNotContain("val_", all, StringComparison.Ordinal);
        string validated = LearningCurves.Of(history, "accuracy").ToSvg();
        Assert.DoesNotContain("training", validated, StringComparison.Ordinal);
        Assert.Contains("validation", validated, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysWhatTheHistoryHas() =>
        Assert.Contains("val_accuracy", Assert.Throws<KeyNotFoundException>(() => LearningCurves.Of(Trained(), "f1")).Message, StringComparison.Ordinal);

    [Fact]
    public void DrawsTheNumbersOfALoopOfOnesOwnWithoutThoseThatAreInfinite()
    {
        string both = LearningCurves.Of([2, double.NaN, 1], [3, 2, double.PositiveInfinity], "cross-entropy", "Own").ToSvg();
        foreach (string part in (string[])["Own", "cross-entropy", "training", "validation"]) Assert.Contains(part, both, StringComparison.Ordinal);
        Assert.DoesNotContain("validation", LearningCurves.Of([2, 1], []).ToSvg(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LearningCurves.Of([double.NaN], [double.PositiveInfinity]));
    }

    [Fact]
    public void DrawsARangeTestOverTheRates()
    {
        var model = new Linear(1, 2, generator: new Generator(1));
        LearningRateCurve curve = LearningRateFinder.Run(model, new SGD(model.Parameters(), 0.1), (y, labels) => y.CrossEntropy(labels), Loader(), from: 1e-3, to: 1, steps: 20);
        Assert.Contains("learning rate", LearningCurves.Of(curve, "Range test").ToSvg(), StringComparison.Ordinal);
    }

    static DataLoader Loader() => new(new TensorDataset(Tensor.From([-1f, -2, 1, 2], [4, 1]), Tensor.From([0L, 0, 1, 1])), 2);

    static TrainingHistory Trained()
    {
        var model = new Linear(1, 2, generator: new Generator(1));
        return new Trainer(model, new SGD(model.Parameters(), 0.1), new CrossEntropyLoss()) { Epochs = 3, Metrics = [new Accuracy()] }.Fit(Loader(), Loader());
    }
}
