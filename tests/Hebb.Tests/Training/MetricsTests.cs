using Hebb.Training;

namespace Hebb.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void AccuracyIsTheShareOfRowsWithTheirLargestLogitAtTheLabel()
    {
        Tensor logits = Tensor.From(new float[,] { { 1, 2, 0 }, { 5, 1, 1 }, { 0, 0, 1 }, { 2, 2, 1 } });
        Tensor labels = Tensor.From([1L, 0, 0, 0]);
        Assert.Equal(3, Metrics.CorrectCount(logits, labels));
        Assert.Equal(0.75, Metrics.Accuracy(logits, labels));
        Assert.Equal(0.75, Metrics.Accuracy(logits, labels.To(DType.Int32)));
    }

    [Fact]
    public void ShapesAndTypesThatDoNotFitAreErrors()
    {
        Assert.Throws<ShapeException>(() => Metrics.Accuracy(Tensor.Zeros([2, 3]), Tensor.Zeros([3], DType.Int64)));
        Assert.Throws<ShapeException>(() => Metrics.Accuracy(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3], DType.Int64)));
        Assert.Throws<DTypeException>(() => Metrics.Accuracy(Tensor.Zeros([2, 3]), Tensor.Zeros([2])));
    }

    [Fact]
    public void ScoresThatAreNoNumbersAreRefusedByEveryMetricThatRanksThem()
    {
        Tensor all = Tensor.Full([4, 3], double.NaN), one = Tensor.Ones([4, 3]), labels = Tensor.From<long>([0, 1, 2, 0]), yes = Tensor.From([0f, 1, 1, 0]), scores = Tensor.Full([4], double.NaN);
        one[1, 1] = double.NaN;
        Metric[] metrics = [new Accuracy(), new Accuracy(2), new ConfusionMatrix(3), new F1Score(3), new Precision(3), new Recall(3), new CalibrationError(), new CalibrationError(fromLogits: true), new OneVersusRestRoc(3)];
        foreach (Metric metric in metrics)
        {
            Assert.Contains("nothing but NaN", Assert.Throws<ArgumentException>(() => metric.Update(all, labels)).Message, StringComparison.Ordinal);
            Assert.Contains("1 NaN", Assert.Throws<ArgumentException>(() => metric.Update(one, labels)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(all, labels)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Metrics.CorrectCount(one, labels)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new BinaryAccuracy().Update(scores, yes)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new BinaryRoc().Update(scores, yes)).Message, StringComparison.Ordinal);

        // Infinite scores have an order, and what is measured in numbers shows the NaN itself.
        var accuracy = new Accuracy();
        accuracy.Update(Tensor.From([float.NegativeInfinity, 0, float.PositiveInfinity], [1, 3]), Tensor.From<long>([2]));
        Assert.Equal(1, accuracy.Compute());
        var error = new MeanSquaredError();
        error.Update(scores, yes);
        Assert.Equal(double.NaN, error.Compute());
    }
}
