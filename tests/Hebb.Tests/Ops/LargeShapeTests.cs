using System.Diagnostics;
using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>Results beyond 2³¹ − 1 elements, at 2³² exactly, and axes beyond 2³¹ are refused before anything is written.</summary>
public sealed class LargeShapeTests
{
    static Tensor Wide(params int[] shape) => Tensor.Zeros(1).Expand(shape);

    public static TheoryData<string, Func<object?>> TooLarge => new()
    {
        { "broadcast", () => Tensor.Zeros([65536, 1]) + Tensor.Zeros([1, 65537]) },
        { "broadcast to 2^32", () => Tensor.Zeros([65536, 1]) * Tensor.Zeros([1, 65536]) },
        { "comparison", () => Tensor.Zeros([65536, 1]) < Tensor.Zeros([1, 65537]) },
        { "where", () => Ops.Where(Tensor.Zeros([65536, 1]) > 0, Tensor.Zeros([1, 65537]), Tensor.Zeros([1])) },
        { "product", () => Tensor.Zeros([46342, 1]).MatMul(Tensor.Zeros([1, 46342])) },
        { "product of 2^32", () => Tensor.Zeros([65536, 1]).MatMul(Tensor.Zeros([1, 65536])) },
        { "product of batches", () => Wide(1, 2000, 1000).MatMul(Wide(2000, 1000, 2000)) },
        { "outer", () => Tensor.Zeros([65536]).Outer(Tensor.Zeros([65537])) },
        { "pairwise differences", () => Tensor.Zeros([93_000]).Unsqueeze(0) - Tensor.Zeros([93_000]).Unsqueeze(1) },
        { "linear", () => new Linear(1, 4096).Forward(Tensor.Zeros([524_289, 1])) },
        { "convolution", () => new Conv2d(1, 64, 1).Forward(Wide(1025, 1, 256, 256)) },
        { "transposed convolution", () => Tensor.Zeros([1, 1, 4, 4]).ConvTranspose2d(Tensor.Zeros([1, 1, 1, 1]), stride: (1 << 28, 1 << 28)) },
        { "one-hot", () => Tensor.Zeros([65_536], DType.Int64).OneHot(65_536) },
        { "one-hot of the largest label", () => Tensor.From([long.MaxValue]).OneHot() },
        { "padding", () => Tensor.Zeros([3]).Pad([int.MaxValue, 1]) },
        { "mirrored padding", () => Tensor.Zeros([1, 3]).Pad([int.MaxValue, int.MaxValue], PadMode.Replicate) },
        { "repeat", () => Tensor.Zeros([3, 4]).Repeat(int.MaxValue, 2) },
        { "repeat each", () => Tensor.Zeros([3, 4]).RepeatInterleave(int.MaxValue, 1) },
        { "expand", () => Tensor.Zeros([1]).Expand(65536, 65537) },
        { "join", () => Ops.Cat([Wide(1 << 30), Wide(1 << 30)]) },
        { "unfold", () => Tensor.Zeros([1, 1, 4, 4]).Unfold(2, padding: 1 << 28) },
        { "interpolate", () => Tensor.Zeros([1, 1, 4, 4]).Interpolate((1 << 17, 1 << 17)) },
        { "pixel shuffle", () => Wide(1, 1 << 30, 1, 1).PixelShuffle(1 << 15) is { } y ? y.Pad([0, int.MaxValue]) : null },
        { "range", () => Tensor.Arange(0, 1e10) },
        { "zeros", () => Tensor.Zeros([65536, 65536]) },
        { "a row and a column with none", () => Tensor.Zeros([0, 65536, 65536]) },
        { "bytes beyond 2 GB", () => Tensor.Zeros([1 << 29], DType.Float32) },
        { "confusion matrix", () => new ConfusionMatrix(65536) },
        { "a negative length", () => Tensor.Zeros([3, -1]) },
        { "axes without end", () => new Shape(new int[65]) },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void AResultThatNoTensorHoldsIsRefused(string name, Func<object?> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var error = Assert.Throws<ShapeException>(make);
        Assert.DoesNotContain("overflow", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(name, error.Message);
    }

    [Fact]
    public void TheErrorOfABroadcastSaysHowManyElementsThereWouldBe() =>
        Assert.Contains("4,295,032,832", Assert.Throws<ShapeException>(() => Tensor.Zeros([65536, 1]) + Tensor.Zeros([1, 65537])).Message, StringComparison.Ordinal);

    [Fact]
    public void ABroadcastProductWhoseOperandsAreLargerThanTheResultIsComputed()
    {
        // The batch of [m, k] repeated for each of b would have 2.2e9 elements; it is never made.
        Tensor y = Wide(1, 300, 3000).MatMul(Tensor.Ones([2500, 3000, 1]));
        Assert.Equal([2500, 300, 1], y.Shape);
        Assert.Equal(0, y.Sum().Item());
    }

    [Fact]
    public void AProductWithoutElementsTakesNoTime()
    {
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, Wide(2_000_000_000, 0, 1).MatMul(Tensor.Zeros([1, 1])).Count);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void ReductionsOfNothingWriteNothing()
    {
        // [0, 4, 0, 3] along its first axis: once, one element was written behind a buffer of none.
        Assert.Equal([4, 0, 3], Tensor.Zeros([0, 4, 0, 3]).Mean(0).Shape);
        Assert.Equal([4, 0, 3], Tensor.Zeros([0, 4, 0, 3]).Sum(0).Shape);
    }

    [Fact]
    public void ManyAxesAreOneErrorAndNoFullStack()
    {
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Sum(Enumerable.Range(0, 1_000_000).Select(i => i % 2).ToArray()));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Mean(new int[1_000_000]));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([]).Reshape(Enumerable.Repeat(1, 1_000_000).ToArray()));
        Assert.Throws<IndexException>(() => Tensor.Zeros([2, 3]).Sum(Enumerable.Range(0, 1_000_000).ToArray()));
    }

    [Fact]
    public void AllAxesOfALongShapeCanChangePlaces()
    {
        int[] lengths = [.. Enumerable.Repeat(1, 62), 2, 3];
        Tensor x = Tensor.Arange(6).Reshape(lengths), y = x.Transpose(62, 63);
        Assert.Equal([0L, 3, 1, 4, 2, 5], y.ToArray<long>());
    }

    [Fact]
    public void IntegersAreNotDividedByZero()
    {
        Tensor x = Tensor.From([7, 8]), zero = Tensor.From([1, 0]);
        foreach (Func<Tensor> divide in (Func<Tensor>[])[() => x % zero, () => x % 0, () => x.FloorDivide(zero), () => x.FloorDivide(0), () => x.Remainder(zero), () => x.To(DType.UInt8) % zero.To(DType.UInt8)])
            Assert.Contains("is 0", Assert.Throws<HebbException>(divide).Message, StringComparison.Ordinal);
        Assert.Contains("element 1", Assert.Throws<HebbException>(() => x % zero).Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN((x.To(DType.Float32) % zero)[1].Item()));
        Assert.Equal([0, 0], (Tensor.From([int.MinValue, 5]) % -1).ToArray<int>());
    }

    [Fact]
    public void DiagonalsFarOutsideAreEmpty()
    {
        Assert.Equal(0, Tensor.Zeros([3, 4]).Diagonal(int.MinValue).Count);
        Assert.Equal(0, Tensor.Zeros([3, 4]).Diagonal(int.MaxValue).Count);
    }
}
