namespace Hebb.Tests;

public sealed class PoolingTests
{
    [Fact]
    public void OverlappingWindowsAddTheirGradientsUp()
    {
        Tensor x = Tensor.From([0f, 5, 0, 1]).Reshape(1, 1, 1, 4).WithGrad();
        x.MaxPool2d((1, 2), (1, 1)).Sum().Backward();
        Assert.Equal([0f, 2, 0, 1], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void OfEqualElementsTheFirstGetsTheGradient()
    {
        Tensor x = Tensor.Ones([1, 1, 2, 2]).WithGrad();
        x.MaxPool2d(2).Sum().Backward();
        Assert.Equal([1f, 0, 0, 0], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void IndicesPointIntoThePlane()
    {
        Tensor x = Tensor.From([1f, 2, 9, 3, 4, 5]).Reshape(1, 2, 3);
        IndexedValues y = x.MaxPool2dWithIndices((2, 2), (1, 1));
        Assert.Equal([4f, 9], y.Values.ToArray<float>());
        Assert.Equal([4L, 2], y.Indices.ToArray<long>());
    }

    [Fact]
    public void GlobalAverageIsTheMeanOfAPlane() =>
        Assert.Equal([2.5f, 6.5f], Tensor.From([1f, 2, 3, 4, 5, 6, 7, 8]).Reshape(1, 2, 2, 2).AdaptiveAvgPool2d(1, 1).ToArray<float>());

    [Fact]
    public void MaxPoolingIsTheSameOnOneThreadAndOnSeveral()
    {
        int before = Threads.Count;
        Tensor x = Tensor.Randn([7, 5, 66, 66]);
        try
        {
            Threads.Count = 1;
            Tensor one = x.MaxPool2d(3, 2, 1), norm = x.BatchNorm(null, null, training: true), rows = x.LayerNorm(66);
            Threads.Count = 3;
            Assert.Equal(one.ToArray<float>(), x.MaxPool2d(3, 2, 1).ToArray<float>());
            Assert.Equal(norm.ToArray<float>(), x.BatchNorm(null, null, training: true).ToArray<float>());
            Assert.Equal(rows.ToArray<float>(), x.LayerNorm(66).ToArray<float>());
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void AWindowLargerThanThePaddedImageIsRefusedWithTheShape()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 4, 4]).MaxPool2d(7, padding: 1));
        Assert.Contains("[2, 3, 4, 4]", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 + 2·1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 0, 4]).AvgPool2d(1));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 0, 4]).AdaptiveAvgPool2d(2, 2));
    }

    [Fact]
    public void PaddingBeyondHalfOfTheWindowIsRefused()
    {
        Assert.Contains("half", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 8, 8]).MaxPool2d(3, padding: 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 2, 2]).MaxPool2d(2, 1, padding: 1, dilation: 3));
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 8, 8]).MaxPool2d(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([1, 1, 8, 8]).AvgPool2d(2, divisorOverride: 0));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([8, 8]).MaxPool2d(2));
        Assert.Throws<DTypeException>(() => Tensor.Zeros([1, 8, 8], DType.Int64).MaxPool2d(2));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([1, 8, 8]).Interpolate());
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([1, 8, 8]).Interpolate((4, 4), alignCorners: true));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 8, 8]).Interpolate(scaleFactor: (0.1, 1)));
    }

    [Theory]
    [InlineData(InterpolationMode.Bilinear)]
    [InlineData(InterpolationMode.Bicubic)]
    public void InterpolationKeepsALineWhereItIsInside(InterpolationMode mode)
    {
        Tensor x = Tensor.Arange(0, 8, dtype: DType.Float64).Reshape(1, 8, 1).Expand(1, 8, 3);
        double[] y = x.Interpolate((15, 3), mode: mode, alignCorners: true).ToArray<double>();

        // The outermost new rows of the cubic see the edge twice; all others lie half a pixel apart on the line.
        for (int row = 3; row < 12; row++) Assert.Equal(row / 2.0, y[(row * 3) + 1], 1e-12);
    }

    [Fact]
    public void NearestTakesThePixelWhoseCellIsHit() =>
        Assert.Equal([0f, 0, 1, 1, 2], Tensor.Arange(0, 3, dtype: DType.Float32).Reshape(1, 1, 3).Interpolate((1, 5)).ToArray<float>());

    [Fact]
    public void InterpolationAndItsGradientAreAdjoint()
    {
        foreach (InterpolationMode mode in Enum.GetValues<InterpolationMode>())
        {
            Tensor x = Tensor.Randn([2, 5, 7], dtype: DType.Float64).WithGrad(), y = x.Interpolate((9, 4), mode: mode), u = Tensor.Randn(y.Shape, dtype: DType.Float64);
            Tensor back = Autograd.Grad(y, [x], u)[0];
            Assert.Equal((y * u).Sum().Item(), (x * back).Sum().Item(), 1e-11);
        }
    }

    [Fact]
    public void Dropout2dDropsWholeChannels()
    {
        Tensor y = Tensor.Ones([40, 5, 3, 3]).Dropout2d(0.25, generator: new Generator(1));
        float[] values = y.ToArray<float>();
        for (int channel = 0; channel < 200; channel++) Assert.Single(values.AsSpan(channel * 9, 9).ToArray().Distinct());
        Assert.InRange(values.Count(v => v == 0) / 9, 30, 70);
        Assert.All(values, v => Assert.True(v == 0 || v == 1 / 0.75f));
    }
}
