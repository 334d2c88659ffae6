namespace Hebb.Tests;

/// <summary>Losses of which no row counts: the mean is 0/0, as in PyTorch, and nothing is to be changed.</summary>
public sealed class NothingCountsTests
{
    static readonly Tensor Ignored = Tensor.From<long>([-100, -100, -100]);
    static readonly Tensor Labels = Tensor.From<long>([0, 1, 1]);

    public static TheoryData<string> Losses => ["cross-entropy", "smoothed", "weighted", "weighted, smoothed", "nll", "weighted nll", "focal", "weighted focal"];

    static Tensor Loss(string name, Tensor x, Tensor labels, Tensor weight, Reduction reduction) => name switch
    {
        "cross-entropy" => x.CrossEntropy(labels, reduction: reduction),
        "smoothed" => x.CrossEntropy(labels, reduction: reduction, labelSmoothing: 0.1),
        "weighted" => x.CrossEntropy(labels, weight, reduction: reduction),
        "weighted, smoothed" => x.CrossEntropy(labels, weight, reduction: reduction, labelSmoothing: 0.1),
        "nll" => x.NllLoss(labels, reduction: reduction),
        "weighted nll" => x.NllLoss(labels, weight, reduction: reduction),
        "focal" => x.FocalLoss(labels, reduction: reduction),
        _ => x.FocalLoss(labels, weight: weight, reduction: reduction),
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void TheMeanOfIgnoredLabelsIsNaNAndItsGradientZero(string name)
    {
        Tensor x = Tensor.From([1f, -2, 3, 4, 5, 6], [3, 2]).WithGrad();
        Tensor loss = Loss(name, x, Ignored, Tensor.From([0.5f, 2]), Reduction.Mean);
        Assert.True(double.IsNaN(loss.Item()));
        loss.Backward();
        Assert.Equal(new float[6], x.Grad!.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void TheSumOfIgnoredLabelsIsZeroAndSoIsItsGradient(string name)
    {
        Tensor x = Tensor.From([1f, -2, 3, 4, 5, 6], [3, 2]).WithGrad();
        Tensor loss = Loss(name, x, Ignored, Tensor.From([0.5f, 2]), Reduction.Sum);
        Assert.Equal(0, loss.Item());
        loss.Backward();
        Assert.Equal(new float[6], x.Grad!.ToArray<float>());
    }

    [Theory]
    [InlineData("weighted", true)]
    [InlineData("weighted, smoothed", true)]
    [InlineData("weighted nll", true)]
    [InlineData("weighted focal", false)]
    public void WeightsOfZeroGiveNoGradient(string name, bool dividesByWeights)
    {
        Tensor x = Tensor.From([1f, -2, 3, 4, 5, 6], [3, 2]).WithGrad();
        Tensor loss = Loss(name, x, Labels, Tensor.Zeros(2), Reduction.Mean);
        Assert.Equal(dividesByWeights ? double.NaN : 0, loss.Item());
        loss.Backward();
        Assert.Equal(new float[6], x.Grad!.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void WhatIsIgnoredMayHoldAnything(string name)
    {
        Tensor labels = Tensor.From<long>([0, -100, 1]), weight = Tensor.From([0.5f, 2]);
        Tensor x = Tensor.From([1f, -2, float.NaN, float.PositiveInfinity, 5, 6], [3, 2]).WithGrad();
        Tensor clean = Tensor.From([1f, -2, 5, 6], [2, 2]).WithGrad();
        Tensor loss = Loss(name, x, labels, weight, Reduction.Mean), expected = Loss(name, clean, Tensor.From<long>([0, 1]), weight, Reduction.Mean);
        Assert.Equal(expected.Item(), loss.Item(), 1e-6);
        loss.Backward();
        expected.Backward();
        float[] grad = x.Grad!.ToArray<float>(), wanted = clean.Grad!.ToArray<float>();
        Assert.Equal([0, 0], grad[2..4]);
        for (int i = 0; i < 4; i++) Assert.Equal(wanted[i], grad[i < 2 ? i : i + 2], 1e-6);
    }

    [Fact]
    public void ManyAxesAndSecondDerivativesAreZeroToo()
    {
        Tensor x = Tensor.Randn([2, 3, 4], generator: new Generator(1)).WithGrad();
        Tensor loss = x.CrossEntropy(Tensor.Full([2, 4], -100, DType.Int64));
        Tensor first = Autograd.Grad(loss, [x], createGraph: true)[0];
        Assert.Equal(0, first.Abs().Sum().Item());
        Assert.Equal(0, Autograd.Grad(first.Sum(), [x])[0].Abs().Sum().Item());
    }

    [Fact]
    public void EveryOtherLossOfAnEmptyBatchIsNaNWithoutHarmToTheWeights()
    {
        var layer = new Nn.Linear(3, 2, generator: new Generator(2));
        Tensor none = Tensor.Zeros([0, 2]), one = Tensor.Zeros(0);
        Func<Tensor, Tensor>[] losses =
        [
            y => y.CrossEntropy(Tensor.Zeros([0], DType.Int64)), y => y.CrossEntropy(none), y => y.LogSoftmax(1).NllLoss(Tensor.Zeros([0], DType.Int64)), y => y.FocalLoss(Tensor.Zeros([0], DType.Int64)),
            y => y.MseLoss(none), y => y.L1Loss(none), y => y.HuberLoss(none), y => y.SmoothL1Loss(none), y => y.Sigmoid().Bce(none), y => y.BceWithLogits(none), y => y.SigmoidFocalLoss(none),
            y => y.KlDiv(none), y => y.KlDiv(none, Reduction.BatchMean), y => y.MultiMarginLoss(Tensor.Zeros([0], DType.Int64)), y => y.SoftMarginLoss(none),
        ];
        foreach (Func<Tensor, Tensor> of in losses)
        {
            layer.ZeroGrad();
            Tensor loss = of(layer.Forward(Tensor.Zeros([0, 3])));
            Assert.True(double.IsNaN(loss.Item()));
            loss.Backward();
            foreach (Nn.Parameter p in layer.Parameters()) Assert.Equal(0, p.Grad!.Abs().Sum().Item());
        }
    }

    [Fact]
    public void BinaryLossesWithWeightsOfZeroAreZeroWithoutAGradient()
    {
        Tensor target = Tensor.From([0f, 1, 1]);
        Tensor x = Tensor.From([0f, 1, 0.5f]).WithGrad(), logits = Tensor.From([-1000f, 1000, 3]).WithGrad();
        Tensor loss = x.Bce(target, Tensor.Zeros(3)) + logits.BceWithLogits(target, Tensor.Zeros(3));
        Assert.Equal(0, loss.Item());
        loss.Backward();
        Assert.Equal(new float[3], x.Grad!.ToArray<float>());
        Assert.Equal(new float[3], logits.Grad!.ToArray<float>());
    }

    [Fact]
    public void CtcOfRowsWithoutLabelsOrFramesIsFinite()
    {
        // No labels: every frame is blank. No frames and no labels: nothing can go wrong, the loss is 0.
        Tensor x = Tensor.Randn([4, 2, 3], generator: new Generator(3)).LogSoftmax(-1).Detach().WithGrad();
        Tensor losses = x.CtcLoss(Tensor.Zeros([2, 0], DType.Int64), [4, 0], [0, 0], reduction: Reduction.None);
        float[] values = losses.ToArray<float>();
        Assert.Equal(-x.Detach()[.., 0, 0].Sum().Item(), values[0], 1e-5);
        Assert.Equal(0, values[1]);
        losses.Mean().Backward();
        Assert.True(double.IsFinite(x.Grad!.Sum().Item()));
        Assert.Equal(0, x.Grad![.., 1].Abs().Sum().Item());
    }
}
