using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Losses and their gradients against PyTorch's, which Fixtures/make_losses.py wrote; each once as an operation and once as a module.</summary>
public sealed class PublishedLossTests
{
    static readonly JsonElement Cases = TorchFixture.Load("losses.json");

    static readonly Dictionary<string, (Func<Tensor[], Tensor> Operation, Func<Tensor[], Tensor> Module)> Functions = new()
    {
        ["hinge embedding"] = (x => x[0].HingeEmbeddingLoss(x[1], 0.7, Reduction.None), x => new HingeEmbeddingLoss(0.7, Reduction.None).Forward(x[0], x[1])),
        ["margin ranking"] = (x => x[0].MarginRankingLoss(x[1], x[2], 0.3, Reduction.None), x => new MarginRankingLoss(0.3, Reduction.None).Forward(x[0], x[1], x[2])),
        ["cosine embedding"] = (x => x[0].CosineEmbeddingLoss(x[1], x[2], 0.2, Reduction.None), x => new CosineEmbeddingLoss(0.2, Reduction.None).Forward(x[0], x[1], x[2])),
        ["triplet margin"] = (x => x[0].TripletMarginLoss(x[1], x[2], 1.5, reduction: Reduction.None), x => new TripletMarginLoss(1.5, reduction: Reduction.None).Forward(x[0], x[1], x[2])),
        ["triplet margin, swapped, p 3"] = (
            x => x[0].TripletMarginLoss(x[1], x[2], p: 3, swap: true, reduction: Reduction.None),
            x => new TripletMarginLoss(p: 3, swap: true, reduction: Reduction.None).Forward(x[0], x[1], x[2])),
        ["poisson"] = (x => x[0].PoissonNllLoss(x[1], reduction: Reduction.None), x => new PoissonNLLLoss(reduction: Reduction.None).Forward(x[0], x[1])),
        ["poisson, full"] = (x => x[0].PoissonNllLoss(x[1], full: true, reduction: Reduction.None), x => new PoissonNLLLoss(full: true, reduction: Reduction.None).Forward(x[0], x[1])),
        ["poisson, rate"] = (x => x[0].PoissonNllLoss(x[1], false, reduction: Reduction.None), x => new PoissonNLLLoss(false, reduction: Reduction.None).Forward(x[0], x[1])),
        ["gaussian"] = (x => x[0].GaussianNllLoss(x[1], x[2], reduction: Reduction.None), x => new GaussianNLLLoss(reduction: Reduction.None).Forward(x[0], x[1], x[2])),
        ["gaussian, full, a variance a row"] = (
            x => x[0].GaussianNllLoss(x[1], x[2], true, reduction: Reduction.None), x => new GaussianNLLLoss(true, reduction: Reduction.None).Forward(x[0], x[1], x[2])),
        ["soft margin"] = (x => x[0].SoftMarginLoss(x[1], Reduction.None), x => new SoftMarginLoss(Reduction.None).Forward(x[0], x[1])),
        ["smoothed, weighted, ignored"] = (
            x => x[0].CrossEntropy(x[1].To(DType.Int64), x[2], 1, labelSmoothing: 0.15), x => new CrossEntropyLoss(x[2], 1, labelSmoothing: 0.15).Forward(x[0], x[1].To(DType.Int64))),
        ["soft targets, smoothed, weighted"] = (x => x[0].CrossEntropy(x[1], x[2], labelSmoothing: 0.15), x => new CrossEntropyLoss(x[2], labelSmoothing: 0.15).Forward(x[0], x[1])),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Fact]
    public void EveryPublishedCaseIsComputed() =>
        Assert.Equal(Functions.Keys.Append("ctc").Order(), Cases.EnumerateObject().Select(one => one.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndGradientsArePyTorchs(string name)
    {
        JsonElement one = Cases.GetProperty(name);
        Tensor[] inputs = [.. one.GetProperty("inputs").EnumerateArray().Select(TorchFixture.AsTensor)];
        Tensor x = inputs[0] = inputs[0].WithGrad();
        Tensor loss = Functions[name].Operation(inputs);
        TorchFixture.AssertClose(one.GetProperty("loss").AsTensor(), loss, 1e-13);
        TorchFixture.AssertClose(loss, Functions[name].Module(inputs), 0);
        loss.Sum().Backward();
        TorchFixture.AssertClose(one.GetProperty("gradient").AsTensor(), x.Grad!, 1e-12);
    }

    [Fact]
    public void TargetsOfZeroAndOneAreNotTakenForSigns()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Tensor.Ones([2]).HingeEmbeddingLoss(Tensor.From([0f, 1])));
        Assert.Contains("target * 2 - 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANegativeVarianceIsAnErrorAndOneOfZeroIsLifted()
    {
        Tensor x = Tensor.From([1f]), variance = Tensor.From([0f]).WithGrad();
        Assert.Throws<ArgumentOutOfRangeException>(() => x.GaussianNllLoss(x, Tensor.From([-0.1f])));
        x.GaussianNllLoss(x, variance).Backward();
        Assert.Equal(5e5, variance.Grad!.Item(), 1);
    }

    [Fact]
    public void AMarginOfZeroIsNoTripletLoss() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2, 3]).TripletMarginLoss(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]), margin: 0));
}
