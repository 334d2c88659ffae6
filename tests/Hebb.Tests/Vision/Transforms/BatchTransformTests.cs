using Hebb.Data;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class BatchTransformTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TargetsTellTheSharesOfTheImages(bool cut)
    {
        // Image i has the value i everywhere, and class i: so the mean of a mixed image is the mean of its classes.
        Tensor x = Tensor.Arange(8, DType.Float32).Reshape(8, 1, 1, 1).Expand([8, 2, 16, 16]).Contiguous();
        var batch = new Batch(x, Tensor.Arange(8));
        BatchTransform mix = cut ? new CutMix(8) : new MixUp(8, 1);
        int mixed = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            (Tensor images, Tensor targets) = mix.Apply(batch, new Generator(seed));
            float[] means = images.Mean([1, 2, 3]).ToArray<float>(), rows = targets.ToArray<float>();
            Assert.Equal([8, 8], targets.Shape);
            for (int i = 0; i < 8; i++)
            {
                float[] row = rows[(8 * i)..(8 * (i + 1))];
                Assert.Equal(1, row.Sum(), 1e-5);
                Assert.Equal(row.Select((p, k) => p * k).Sum(), means[i], 1e-4);
                if (row.Max() < 1) mixed++;
            }
        }

        Assert.InRange(mixed, 80, 160);
    }

    [Fact]
    public void ProbabilitiesAreMixedLikeLabels()
    {
        Tensor x = Tensor.Rand([6, 1, 4, 4], generator: new Generator(0)), y = Tensor.From([2L, 0, 1, 2, 1, 0]);
        Batch one = new MixUp(3).Apply(new Batch(x, y), new Generator(1));
        var rows = new float[18];
        for (int i = 0; i < 6; i++) rows[(3 * i) + (int)y.ToArray<long>()[i]] = 1;
        Batch two = new MixUp(3).Apply(new Batch(x, Tensor.From(rows, [6, 3])), new Generator(1));
        Assert.Equal(one.Target.ToArray<float>(), two.Target.ToArray<float>());
        Assert.Equal(one.Input.ToArray<float>(), two.Input.ToArray<float>());
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    [InlineData(0.001)]
    public void SharesHaveTheMomentsOfTheBetaDistribution(double alpha)
    {
        // Mean 1/2, variance 1/(4(2α + 1)).
        var generator = new Generator(6);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => Vision.Transforms.Kernels.Beta.Draw(alpha, generator))];
        Assert.All(draws, d => Assert.InRange(d, 0, 1));
        Assert.Equal(0.5, draws.Average(), 0.015);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), draws.Average(d => (d - 0.5) * (d - 0.5)), 0.005);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = Tensor.Ones([2, 1, 4, 4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUp(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutMix(10, 0));
        Assert.Throws<IndexException>(() => new MixUp(3).Apply(new Batch(x, Tensor.From([0L, 3]))));
        Assert.Throws<ShapeException>(() => new MixUp(3).Apply(new Batch(x, Tensor.From([0L]))));
        Assert.Throws<ShapeException>(() => new MixUp(3).Apply(new Batch(x, Tensor.Ones([2, 4]))));
        Assert.Throws<DTypeException>(() => new MixUp(3).Apply(new Batch(x, Tensor.Ones([2], DType.Int32))));
        Assert.Throws<DTypeException>(() => new CutMix(3).Apply(new Batch(Tensor.Ones([2, 1, 4, 4], DType.UInt8), Tensor.From([0L, 1]))));
    }
}
