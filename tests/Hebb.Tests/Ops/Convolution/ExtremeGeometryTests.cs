using System.Diagnostics;
using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Strides, paddings and dilations up to 2³¹: computed where they have a meaning, refused where not, and never read from outside the image.</summary>
public sealed class ExtremeGeometryTests
{
    const int Huge = int.MaxValue;

    static Tensor Image(int n = 1, int c = 1, int h = 5, int w = 6) => (Tensor.Arange(n * c * h * w, DType.Float64).Reshape(n, c, h, w) * 0.1) - 1;

    public static TheoryData<string, Func<object?>> Impossible => new()
    {
        { "max pooling, dilation", () => Image().MaxPool2d(3, dilation: Huge) },
        { "max pooling, dilation whose reach wraps to 1", () => Image().MaxPool2d(5, dilation: 1 << 30) },
        { "max pooling, kernel", () => Image().MaxPool2d(Huge) },
        { "max pooling, kernel and padding", () => Image().MaxPool2d(Huge, padding: Huge / 2) },
        { "average pooling, kernel and padding", () => Image().AvgPool2d(1 << 20, padding: 1 << 19) },
        { "average pooling, kernel", () => Image().AvgPool2d((1, Huge)) },
        { "convolution, dilation", () => Image().Conv2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), dilation: (Huge, Huge)) },
        { "convolution, dilation that wraps to 0", () => Image().Conv2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), dilation: (1 << 30, 1 << 30)) },
        { "convolution, padding", () => Image().Conv2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), padding: (Huge, Huge)) },
        { "convolution, padding that wraps", () => Image().Conv2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), padding: (1 << 30, 1)) },
        { "convolution, same, dilation", () => Image().Conv2dSame(Tensor.Ones([1, 1, 3, 3], DType.Float64), dilation: (Huge, 1)) },
        { "layer, same, dilation", () => new Conv2d(1, 1, 3, padding: Padding.Same, dilation: Huge) },
        { "convolution of a row", () => Tensor.Zeros([1, 1, 9]).Conv1d(Tensor.Zeros([1, 1, 3]), dilation: Huge) },
        { "transposed convolution", () => Image().ConvTranspose2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), stride: (Huge, Huge)) },
        { "transposed convolution, padding", () => Image().ConvTranspose2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), padding: (Huge, Huge)) },
        { "transposed convolution, dilation", () => Image().ConvTranspose2d(Tensor.Ones([1, 1, 3, 3], DType.Float64), dilation: (Huge, 1)) },
        { "unfold, dilation", () => Image().Unfold(2, dilation: Huge) },
        { "unfold, kernel", () => Image().Unfold(Huge) },
        { "unfold, padding", () => Image().Unfold(2, padding: Huge) },
        { "fold, kernel", () => Tensor.Zeros([1, 0, 1]).Fold(4, 4, 1 << 16, padding: 1 << 15) },
        { "fold into less than nothing", () => Tensor.Zeros([1, 4, 1]).Fold(-2, 2, 2, padding: 2) },
        { "pixel shuffle", () => Image().PixelShuffle(65536) },
        { "pixel shuffle that wraps", () => Image(c: 4).PixelShuffle(92682) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void WhatDoesNotFitIsRefused(string name, Func<object?> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(name);
        long start = Stopwatch.GetTimestamp();
        Assert.Throws<ShapeException>(make);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void AStrideBeyondTheImageLeavesOneWindow()
    {
        Tensor x = Image(), w = Tensor.Ones([1, 1, 3, 3], DType.Float64);
        x.RequiresGrad = w.RequiresGrad = true;
        Tensor y = x.Conv2d(w, stride: (Huge, Huge));
        Assert.Equal([1, 1, 1, 1], y.Shape);
        Assert.Equal(x[0, 0, ..3, ..3].Sum().Item(), y.Item(), 12);
        y.Sum().Backward();
        Assert.Equal(9, x.Grad!.Sum().Item());
        Assert.Equal(x[0, 0, ..3, ..3].Detach().ToArray<double>(), w.Grad!.ToArray<double>());

        Assert.Equal(x[0, 0, 1, 1].Item(), x.MaxPool2d(2, stride: Huge).Item());
        Assert.Equal(x[0, 0, ..2, ..2].Mean().Item(), x.AvgPool2d(2, stride: Huge).Item(), 12);
        Assert.Equal(x[0, 0, ..2, ..2].Mean().Item(), x.AvgPool2d(2, stride: Huge, ceilMode: true).Item(), 12);
        Assert.Equal([1, 4, 1], x.Unfold(2, stride: Huge).Shape);
    }

    [Fact]
    public void ADilationOfASingleElementMeansNothing()
    {
        Tensor x = Image(), w = Tensor.Full([1, 1, 1, 1], 2, DType.Float64);
        Assert.Equal((x * 2).ToArray<double>(), x.Conv2d(w, dilation: (Huge, Huge)).ToArray<double>());
        Assert.Equal(x.ToArray<double>(), x.MaxPool2d(1, dilation: Huge).ToArray<double>());
        Assert.Equal(x.ToArray<double>(), x.Unfold(1, dilation: Huge).ToArray<double>());
    }

    // Padded copies of these would need gigabytes; the naive loops of Reference say what they are.
    [Theory]
    [InlineData(1, 20_000, 20_000, 1)]
    [InlineData(1, 20_000, 19_999, 1)]
    [InlineData(2, 2_000, 2_001, 2)]
    [InlineData(150, 300, 100, 1)]
    [InlineData(30_000, 100_000, 40_000, 2)]
    public void ConvolutionsWithLongDilationsPaddingsAndStridesAreThoseOfTheFormula(int stride, int padding, int dilation, int groups)
    {
        var (xs, ws) = ((2, 2, 5, 6), (4, 2 / groups, 3, 3));
        Tensor x = Tensor.Randn([2, 2, 5, 6], generator: new Generator(1), dtype: DType.Float64), w = Tensor.Randn([4, 2 / groups, 3, 3], generator: new Generator(2), dtype: DType.Float64), b = Tensor.Randn([4], generator: new Generator(3), dtype: DType.Float64);
        x.RequiresGrad = w.RequiresGrad = b.RequiresGrad = true;
        Tensor y = x.Conv2d(w, b, (stride, stride), (padding, padding), (dilation, dilation), groups);
        double[] plain = Reference.Conv2d<double>(x.Detach().ToArray<double>(), xs, w.Detach().ToArray<double>(), ws, b.Detach().ToArray<double>(), (stride, stride), (padding, padding, padding, padding), (dilation, dilation), groups);
        Assert.Equal(plain, y.Detach().ToArray<double>(), (e, a) => Math.Abs(e - a) < 1e-11);

        Tensor slope = Tensor.Randn(y.Shape, generator: new Generator(4), dtype: DType.Float64);
        (y * slope).Sum().Backward();
        double[] dy = slope.ToArray<double>();
        double[] dx = Reference.Conv2dInputGradient<double>(dy, xs, w.Detach().ToArray<double>(), ws, (stride, stride), (padding, padding, padding, padding), (dilation, dilation), groups);
        double[] dw = Reference.Conv2dWeightGradient<double>(x.Detach().ToArray<double>(), xs, dy, ws, (stride, stride), (padding, padding, padding, padding), (dilation, dilation), groups);
        Assert.Equal(dx, x.Grad!.ToArray<double>(), (e, a) => Math.Abs(e - a) < 1e-9);
        Assert.Equal(dw, w.Grad!.ToArray<double>(), (e, a) => Math.Abs(e - a) < 1e-9);
        Assert.Equal(slope.Sum([0, 2, 3]).ToArray<double>(), b.Grad!.ToArray<double>(), (e, a) => Math.Abs(e - a) < 1e-9);
    }

    // PyTorch allows an output padding below the dilation, though it reaches beyond the stride.
    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(2, 5, 4)]
    [InlineData(2, 5, 3)]
    [InlineData(3, 2, 2)]
    public void OutputPaddingMayReachBeyondTheStride(int stride, int dilation, int extra)
    {
        Tensor x = Tensor.Randn([1, 2, 3, 4], generator: new Generator(5), dtype: DType.Float64), w = Tensor.Randn([2, 3, 2, 2], generator: new Generator(6), dtype: DType.Float64);
        const int padding = 1;
        Tensor y = x.ConvTranspose2d(w, stride: (stride, stride), padding: (padding, padding), outputPadding: (extra, extra), dilation: (dilation, dilation));
        (int height, int width) = ((2 * stride) - (2 * padding) + dilation + extra + 1, (3 * stride) - (2 * padding) + dilation + extra + 1);
        Assert.Equal([1, 3, height, width], y.Shape);
        Tensor expected = Tensor.Zeros([1, 3, height, width], DType.Float64);
        for (int c = 0; c < 2; c++)
        {
            for (int k = 0; k < 3; k++)
            {
                for (int i = 0; i < 3 * 4 * 4; i++)
                {
                    (int row, int column, int u, int v) = (i / 16, i / 4 % 4, i / 2 % 2, i % 2);
                    int r = (row * stride) + (u * dilation) - padding, q = (column * stride) + (v * dilation) - padding;
                    if (r >= 0 && r < height && q >= 0 && q < width) expected[0, k, r, q] = expected[0, k, r, q] + (x[0, c, row, column] * w[c, k, u, v]);
                }
            }
        }

        Assert.Equal(expected.ToArray<double>(), y.ToArray<double>(), (e, a) => Math.Abs(e - a) < 1e-12);
    }

    [Fact]
    public void ALargeMeanDividesByTheTrueNumberOfElements()
    {
        // 65,536 × 65,536 elements, counting padding: beyond 32 bits.
        Tensor y = Tensor.Ones([1, 1, 2, 2], DType.Float64).AvgPool2d((1 << 15, (1 << 16) - 1), padding: (1 << 14, (1 << 15) - 1));
        Assert.Equal(4.0 / ((1 << 15) * (double)((1 << 16) - 1)), y[0, 0, 0, 0].Item(), 1e-18);
    }

    [Fact]
    public void MaximaOfWindowsBeyondWhatFloatCountsAreFoundWhereTheyLie()
    {
        // A window of 4,100² elements: its number of an element needs more than the 24 bits of a Float32.
        Tensor x = Tensor.Zeros([1, 1, 4100, 4100]);
        x[0, 0, 4099, 4097] = 5;
        x.RequiresGrad = true;
        IndexedValues found = x.MaxPool2dWithIndices((4100, 4100));
        Assert.Equal((4099L * 4100) + 4097, found.Indices.Item<long>());
        x.MaxPool2d(4100).Sum().Backward();
        Assert.Equal(1, x.Grad![0, 0, 4099, 4097].Item());
        Assert.Equal(1, x.Grad!.Sum().Item());
    }
}
