namespace Hebb.Tests;

public sealed class LossTests
{
    static readonly Tensor Logits = Tensor.Randn([4, 10], generator: new Generator(7), dtype: DType.Float64);

    static Tensor Labels(params long[] values) => Tensor.From(values);

    [Fact]
    public void AWrongLabelIsNamedWithItsPlace()
    {
        IndexException error = Assert.Throws<IndexException>(() => Logits.CrossEntropy(Labels(1, 2, 0, 10)));
        Assert.Contains("label 10 at position 3; the logits have 10 classes: 0 … 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("Subtract 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("label -1 at position [1, 0]", Assert.Throws<IndexException>(() => Logits.Reshape(2, 10, 2).NllLoss(Labels(1, 2, -1, 3).Reshape(2, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => Logits.MulticlassHinge(Labels(1, 2, 0, -100)));
    }

    [Fact]
    public void AWrongTargetIsExplained()
    {
        Assert.Contains("labels of shape [4]; the target has [4, 1]", Assert.Throws<ShapeException>(() => Logits.CrossEntropy(Labels(1, 2, 0, 3).Unsqueeze(1))).Message, StringComparison.Ordinal);
        Assert.Contains("target.To(DType.Int64)", Assert.Throws<DTypeException>(() => Logits.CrossEntropy(Tensor.Zeros([4]))).Message, StringComparison.Ordinal);
        Assert.Contains("target.Reshape", Assert.Throws<ShapeException>(() => Tensor.Zeros([4, 1]).MseLoss(Tensor.Zeros([4]))).Message, StringComparison.Ordinal);
        Assert.Contains("BceWithLogits", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.From([1.5f]).Bce(Tensor.From([1f]))).Message, StringComparison.Ordinal);
        Assert.Contains("[10]", Assert.Throws<ShapeException>(() => Logits.CrossEntropy(Labels(1, 2, 0, 3), Tensor.Ones([9]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Logits.MseLoss(Logits, Reduction.BatchMean));
    }

    [Theory]
    [InlineData(Reduction.None)]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void CrossEntropyIsTheLikelihoodOfLogSoftmax(Reduction reduction)
    {
        Tensor weight = Tensor.Linspace(0.5, 1.5, 10, DType.Float64), labels = Labels(1, -100, 0, 3);
        Tensor expected = Logits.LogSoftmax(1).NllLoss(labels, weight, reduction: reduction);
        Assert.True(Logits.CrossEntropy(labels, weight, reduction: reduction).AllClose(expected, 1e-12, 1e-12));
    }

    [Fact]
    public void OneHotProbabilitiesCostWhatLabelsCost()
    {
        Tensor labels = Labels(1, 2, 0, 3), onehot = labels.Unsqueeze(1).Equal(Tensor.Arange(10)).To(DType.Float64);
        Assert.True(Logits.CrossEntropy(labels).AllClose(Logits.CrossEntropy(onehot), 1e-12));
        Assert.True(Logits.CrossEntropy(labels, labelSmoothing: 0.1).AllClose(Logits.CrossEntropy(onehot, labelSmoothing: 0.1), 1e-12));
    }

    [Fact]
    public void PositionsAreRowsOfAnImage()
    {
        Tensor labels = Labels(1, 2, 0, 3), image = Logits.Reshape(2, 2, 10).Permute(0, 2, 1);
        Assert.True(image.CrossEntropy(labels.Reshape(2, 2), reduction: Reduction.None).AllClose(Logits.CrossEntropy(labels, reduction: Reduction.None).Reshape(2, 2), 1e-12));
    }

    [Fact]
    public void ABatchOfWhichNothingCountsHasNoMean()
    {
        Tensor x = Logits.Clone().WithGrad();
        Assert.True(double.IsNaN(x.CrossEntropy(Labels(-100, -100, -100, -100)).Item()));
        Assert.Equal(0, x.CrossEntropy(Labels(-100, -100, -100, -100), reduction: Reduction.Sum).Item());
        Assert.True(double.IsNaN(Tensor.Zeros([0, 3]).CrossEntropy(Tensor.Zeros([0], DType.Int64)).Item()));
    }

    [Fact]
    public void HingeLossesDifferByTheNumberOfClasses()
    {
        Tensor labels = Labels(1, 2, 0, 3);
        Assert.Equal(Logits.MulticlassHinge(labels).Item(), 10 * Logits.MultiMarginLoss(labels).Item(), 1e-9);
    }

    [Fact]
    public void AGradientTouchesOnlyWhatCounts()
    {
        Tensor x = Logits.Clone().WithGrad();
        x.CrossEntropy(Labels(1, -100, 0, 3)).Backward();
        double[] rows = x.Grad!.Norm(1, 1).ToArray<double>();
        Assert.Equal(0, rows[1]);
        Assert.True(rows[0] > 0 && rows[2] > 0 && rows[3] > 0);
    }
}
