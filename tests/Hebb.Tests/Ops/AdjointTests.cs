namespace Hebb.Tests;

/// <summary>The linear operations that move values: ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ with Aᵀ y the gradient that the tape computes.</summary>
public sealed class AdjointTests
{
    static readonly Dictionary<string, (Shape Shape, Func<Tensor, Tensor> Function)> Maps = new()
    {
        ["slice"] = ([5, 6], x => x[1..4, TensorIndex.Step(2)]),
        ["backward slice"] = ([5, 6], x => x[TensorIndex.Step(4, 0, -2)]),
        ["select"] = ([5, 6], x => x.Select(0, -2)),
        ["gather"] = ([3, 4], x => x.Gather(0, Tensor.From([2L, 2, 0, 1, 0, 2, 2, 2], [2, 4]))),
        ["scatter add"] = ([2, 3], x => Tensor.Zeros([2, 4], DType.Float64).ScatterAdd(1, Tensor.From([3L, 3, 0, 1, 1, 1], [2, 3]), x)),
        ["index select"] = ([3, 4, 2], x => x.IndexSelect(1, Tensor.From([3L, 0, 3, 3]))),
        ["index add"] = ([4, 3], x => Tensor.Zeros([2, 3], DType.Float64).IndexAdd(0, Tensor.From([1L, 0, 1, 1]), x)),
        ["cat"] = ([2, 3], x => Tensor.Cat([x, x.Flip(1), x[.., ..1]], 1)),
        ["pad"] = ([2, 3, 4], x => x.Pad([1, 2, 0, 3, -1, 1])),
        ["reflect"] = ([3, 4], x => x.Pad([3, 2, 1, 1], PadMode.Reflect)),
        ["replicate"] = ([3, 4], x => x.Pad([3, 2, 5, 1], PadMode.Replicate)),
        ["circular"] = ([3, 4], x => x.Pad([4, 2, 1, 3], PadMode.Circular)),
        ["unfold"] = ([2, 3, 5, 6], x => x.Unfold(3, dilation: 1, padding: 1, stride: 2)),
        ["fold"] = ([2, 8, 6], x => x.Fold(4, 5, 2, dilation: 2, padding: 0, stride: 1)),
        ["repeat"] = ([2, 3], x => x.Repeat(2, 1, 3)),
        ["roll"] = ([3, 5], x => x.Roll([1, -2], [0, 1])),
        ["diagonal"] = ([3, 4, 5], x => x.Diagonal(-1, 2, 0)),
        ["triangle"] = ([3, 4], x => x.Tril(-1)),
        ["pixel shuffle"] = ([1, 8, 2, 3], x => x.PixelShuffle(2)),
    };

    public static TheoryData<string> Names => [.. Maps.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsTheAdjoint(string name)
    {
        (Shape shape, Func<Tensor, Tensor> function) = Maps[name];
        Tensor x = Tensor.Randn(shape, generator: new Generator(1), dtype: DType.Float64).WithGrad(), ax = function(x);
        Tensor y = Tensor.Randn(ax.Shape, generator: new Generator(2), dtype: DType.Float64);
        double left = (ax * y).Sum().Item();
        ax.Backward(y);
        Assert.Equal(left, (x.Detach() * x.Grad!).Sum().Item(), 1e-12 * x.Count * Math.Max(1, Math.Abs(left)));
        Assert.NotEqual(0, left);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AViewWithGapsGivesTheSameValues(string name)
    {
        (Shape shape, Func<Tensor, Tensor> function) = Maps[name];
        Tensor x = Tensor.Randn(shape, generator: new Generator(1), dtype: DType.Float64);
        Tensor turned = x.Transpose(0, -1).Contiguous().Transpose(0, -1), repeated = Tensor.Scalar(2.5, DType.Float64).Expand(shape);
        Assert.Equal(function(x).ToArray<double>(), function(turned).ToArray<double>());
        Assert.Equal(function(repeated.Clone()).ToArray<double>(), function(repeated).ToArray<double>());
    }
}
