using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Changes in place through views whose elements share places, and through views that share places with what is read.</summary>
public sealed class OverlapTests
{
    static readonly Func<Tensor>[] Overlapping =
    [
        () => Tensor.Arange(3, DType.Float32).Expand(2, 3),
        () => Tensor.Arange(3, DType.Float32).Reshape(3, 1).Expand(3, 2),
        () => Tensor.Scalar(1.0).Expand(4),
        () => Tensor.Arange(3, DType.Float32).Expand(2, 3).T,
        () => Tensor.Arange(12, DType.Float32).Reshape(1, 3, 4).Expand(2, 3, 4)[.., 1..],
        () => Tensor.Arange(6, DType.Float32).Reshape(2, 3).Expand(5, 2, 3).Unsqueeze(0),
    ];

    static readonly Action<Tensor>[] Changes =
    [
        x => x.Fill(1), x => x.ZeroInPlace(), x => x.MulInPlace(2), x => x.AddInPlace(Tensor.Scalar(1)), x => x.AddInPlace(x), x => x.CopyFrom(Tensor.Scalar(1)), x => x.CopyFrom(x.Clone()),
        x => x[..] = 1, x => x[0] = 1, x => x[..1] = x[..1].Clone(), x => x[x > 0] = 1, x => x[Tensor.From<long>([0])] = 1,
        x => Init.Uniform(x), x => Init.Normal(x), x => Init.TruncatedNormal(x), x => Init.Constant(x, 1), x => Init.Zeros(x), x => Init.Ones(x),
    ];

    [Fact]
    public void EveryChangeInPlaceThroughOneIsRefusedAndNamesClone()
    {
        foreach (Func<Tensor> make in Overlapping)
        {
            for (int i = 0; i < Changes.Length; i++)
            {
                Tensor x = make();
                float[] before = x.ToArray<float>();
                var error = Assert.Throws<ShapeException>(() => Changes[i](x));
                Assert.True(error.Message.Contains("Clone()", StringComparison.Ordinal), $"change {i}: {error.Message}");
                Assert.Equal(before, x.ToArray<float>());
                Changes[i](x.Clone());
            }
        }
    }

    [Fact]
    public void MatricesAndStatisticsAreRefusedToo()
    {
        Assert.Contains("Clone()", Assert.Throws<ShapeException>(() => Init.Eye(Tensor.Zeros(3).Expand(3, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("Clone()", Assert.Throws<ShapeException>(() => Init.Orthogonal(Tensor.Zeros(3).Expand(3, 3))).Message, StringComparison.Ordinal);
        Tensor one = Tensor.Zeros(1).Expand(2);
        Assert.Contains("Clone()", Assert.Throws<ShapeException>(() => Tensor.Randn([4, 2]).BatchNorm(one, Tensor.Ones(2), training: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ViewsWithGapsAreChangedAsBefore()
    {
        Tensor x = Tensor.Zeros([4, 6]);
        x.T.Fill(1);
        x[TensorIndex.Step(2)].AddInPlace(Tensor.Scalar(1));
        x[.., TensorIndex.Step(3)].MulInPlace(10);
        x[1..3, 2..4].CopyFrom(Tensor.Scalar(5));
        x.Expand(1, 4, 6)[0, 3] = 7;
        Assert.Equal([20, 2, 2, 20, 2, 2, 10, 1, 5, 5, 1, 1, 20, 2, 5, 5, 2, 2, 7, 7, 7, 7, 7, 7], x.ToArray<float>());
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3, 2 }, false)]
    [InlineData(new[] { 3, 4 }, new[] { 3, 2 }, true)]
    [InlineData(new[] { 3, 4 }, new[] { 1, 1 }, true)]
    [InlineData(new[] { 3, 4 }, new[] { 4, 1 }, false)]
    [InlineData(new[] { 3, 4 }, new[] { 1, 3 }, false)]
    [InlineData(new[] { 3, 4 }, new[] { -4, 1 }, false)]
    [InlineData(new[] { 5, 1 }, new[] { 1, 0 }, false)]
    [InlineData(new[] { 5, 2 }, new[] { 1, 0 }, true)]
    [InlineData(new[] { 0, 2 }, new[] { 1, 0 }, false)]
    [InlineData(new[] { 3, 2, 2 }, new[] { 4, 6, 9 }, false)]
    [InlineData(new[] { 4, 2, 2 }, new[] { 4, 6, 6 }, true)]
    public void TheTestIsExact(int[] lengths, int[] strides, bool overlaps) => Assert.Equal(overlaps, Overlap.IsIn(lengths, strides));

    [Fact]
    public void WhatIsReadIsReadBeforeAnythingIsWritten()
    {
        Tensor Fresh() => Tensor.Arange(6, DType.Float32);
        Tensor a = Fresh(), b = Fresh(), c = Fresh(), d = Fresh(), e = Fresh().Reshape(2, 3), f = Fresh();
        a[1..].AddInPlace(a[..^1]);
        b[1..].CopyFrom(b[..^1]);
        c[1..] = c[..^1];
        d[..^1] = d[1..];
        e.AddInPlace(e[..1], alpha: 2);
        f[f > 2] = f[..3];
        Assert.Equal([0, 1, 3, 5, 7, 9], a.ToArray<float>());
        Assert.Equal([0, 0, 1, 2, 3, 4], b.ToArray<float>());
        Assert.Equal([0, 0, 1, 2, 3, 4], c.ToArray<float>());
        Assert.Equal([1, 2, 3, 4, 5, 5], d.ToArray<float>());
        Assert.Equal([0, 3, 6, 3, 6, 9], e.ToArray<float>());
        Assert.Equal([0, 1, 2, 0, 1, 2], f.ToArray<float>());
    }

    [Fact]
    public void TwoTensorsOverOneArrayCountAsOne()
    {
        int[] values = new int[20_000];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        Tensor x = Tensor.Wrap(values), y = Tensor.Wrap(values);
        x[1..].CopyFrom(y[..^1]);
        Assert.Equal([0, 0, 1, 2], values[..4]);
        Assert.Equal(19_998, values[^1]);
        float[] numbers = [1, 2, 3, 4];
        Tensor.Wrap(numbers)[1..].AddInPlace(Tensor.Wrap(numbers)[..^1]);
        Assert.Equal([1, 3, 5, 7], numbers);
    }

    [Fact]
    public void AStateOfTheModulesOwnTensorsIsReadFirst()
    {
        var model = new Sequential(new Linear(2, 2, bias: false), new Linear(2, 2, bias: false));
        Parameter[] p = [.. model.Parameters()];
        float[] first = p[0].Tensor.ToArray<float>(), second = p[1].Tensor.ToArray<float>();
        model.LoadStateDict(new Dictionary<string, Tensor> { ["0.weight"] = p[1].Tensor.Detach(), ["1.weight"] = p[0].Tensor.Detach() });
        Assert.Equal(second, p[0].Tensor.ToArray<float>());
        Assert.Equal(first, p[1].Tensor.ToArray<float>());
    }

    [Fact]
    public void AGradientHasElementsOfItsOwn()
    {
        Tensor w = Tensor.From([1f, 2, 3, 4]).WithGrad();
        w.Grad = w.Detach()[TensorIndex.Step(1)];
        Assert.False(w.Grad!.Storage.SharesBytesWith(w.Storage));

        // The two summands' gradient is one; clipping it must not count twice, nor change the seed.
        var a = new Parameter(Tensor.Ones(2));
        var b = new Parameter(Tensor.Ones(2));
        Tensor seed = Tensor.From([3f, 4]);
        (a.Tensor + b.Tensor).Backward(seed, createGraph: true);
        Optim.GradientClipping.ClipValue([a, b], 1);
        Assert.Equal([1, 1], a.Grad!.ToArray<float>());
        Assert.Equal([3, 4], seed.ToArray<float>());
        var c = new Parameter(Tensor.From([5f, 5]));
        c.Tensor.Sum().Backward(createGraph: true);
        Optim.GradientClipping.ClipNorm([c], 1);
        Assert.Equal([0.70710, 0.70710], c.Grad!.ToArray<double>().Select(x => Math.Truncate(x * 1e5) / 1e5));
    }

    [Fact]
    public void AGradientThatAUserSetStaysTheirs()
    {
        var p = new Parameter(Tensor.Ones([2000]));
        Tensor mine = Tensor.Full([2000], 2);
        p.Grad = mine;
        (p.Tensor * 3).Sum().Backward();
        Assert.Equal(5, p.Grad![0].Item());
        Assert.Equal(2, mine[0].Item());
        p.Grad = mine;
        p.ZeroGrad();
        Assert.Equal(2, mine[0].Item());
    }

    [Fact]
    public void AGradientOfAnotherTypeIsRefused()
    {
        var p = new Parameter(Tensor.Ones([2000]));
        foreach (DType type in new[] { DType.Float64, DType.UInt8, DType.Float16 })
            Assert.Contains("Float32", Assert.Throws<DTypeException>(() => p.Grad = Tensor.Zeros([2000], type)).Message, StringComparison.Ordinal);
        Tensor y = p.Tensor * 2;
        y.RegisterHook(g => g.To(DType.Float16));
        Assert.Throws<DTypeException>(() => y.Sum().Backward());
    }
}
