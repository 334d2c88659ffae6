using Hebb.Training;

namespace Hebb.Tests;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void BinsByHand()
    {
        var metric = new CalibrationError(bins: 5);
        metric.Update(Tensor.From(new double[,] { { 0.9, 0.1 }, { 0.3, 0.7 } }), Tensor.From([0L, 0]));
        metric.Update(Tensor.From(new double[,] { { 0.8, 0.2 }, { 0.05, 0.95 }, { 0.5, 0.5 } }), Tensor.From([0L, 0, 0]));
        Calibration result = metric.Compute();
        // (0.4, 0.6]: 0.5 right. (0.6, 0.8]: 0.7 wrong, 0.8 right. (0.8, 1]: 0.9 right, 0.95 wrong.
        Assert.Equal([0, 0, 1, 2, 2], result.Bins.Select(bin => bin.Count));
        TorchFixture.AssertClose([0.5, 0.75, 0.925], [.. result.Bins.Skip(2).Select(bin => bin.Confidence)], 1e-15);
        TorchFixture.AssertClose([1, 0.5, 0.5], [.. result.Bins.Skip(2).Select(bin => bin.Accuracy)], 1e-15);
        Assert.Equal((0.5 + (2 * 0.25) + (2 * 0.425)) / 5, result.ExpectedError, 1e-15);
        Assert.Equal(0.5, result.MaximumError, 1e-15);
        Assert.True(double.IsNaN(result.Bins[0].Confidence));
    }

    [Fact]
    public void LabelsDrawnFromTheProbabilitiesAreCalibrated()
    {
        var generator = new Generator(11);
        Tensor logits = Tensor.Randn([20000, 3], generator: generator);
        double[] p = logits.Softmax(1).ToArray<double>(), draws = Tensor.Rand([20000], generator: generator).ToArray<double>();
        var labels = new long[20000];
        for (int i = 0; i < labels.Length; i++) labels[i] = draws[i] < p[3 * i] ? 0 : draws[i] < p[3 * i] + p[(3 * i) + 1] ? 1 : 2;
        CalibrationError honest = new(fromLogits: true), boastful = new(fromLogits: true);
        honest.Update(logits, Tensor.From(labels));
        boastful.Update(logits * 3, Tensor.From(labels));
        Assert.InRange(honest.Compute().ExpectedError, 0, 0.02);
        Assert.InRange(boastful.Compute().ExpectedError, 0.1, 0.5);
    }

    [Fact]
    public void LogitsAreNotTakenForProbabilities()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CalibrationError().Update(Tensor.From(new double[,] { { 3, -1 } }), Tensor.From([0L])));
        Assert.Contains("fromLogits", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CalibrationError(0));
        Assert.True(double.IsNaN(new CalibrationError().Compute().ExpectedError));
    }
}
