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
}
