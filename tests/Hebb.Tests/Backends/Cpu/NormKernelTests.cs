using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

/// <summary>The normalisation kernels at every width against two-pass loops in double.</summary>
public sealed unsafe class NormKernelTests
{
    static readonly ChannelLayout[] Layouts =
    [
        new(5, 3, 1, 0), new(200, 37, 1, 0), new(4, 3, 5, 0), new(3, 2, 49, 0), new(2, 3, 2100, 0), new(70, 2, 16, 0),
        new(2, 6, 9, 2), new(2, 4, 40, 4), new(3, 4, 1, 1), new(1, 2, 1500, 1),
    ];

    const double Eps = 1e-3;

    [Fact]
    public void NormalisedValuesAndGradientsAreThoseOfTheDefinition()
    {
        foreach (ChannelLayout layout in Layouts)
        {
            foreach (bool relu in (bool[])[false, true])
            {
                Agrees<float>(layout, relu, 4e-6);
                Agrees<double>(layout, relu, 1e-12);
            }
        }
    }

    static void Agrees<T>(ChannelLayout layout, bool relu, double tolerance)
        where T : unmanaged, INumber<T>
    {
        int count = layout.Batch * layout.Channels * layout.Inner, entries = layout.IsOverBatch ? layout.Channels : layout.Batch * layout.Channels;
        T[] x = KernelData.Values<T>(count, 3, special: false), dy = KernelData.Values<T>(count, 4, special: false);
        T[] weight = KernelData.Values<T>(layout.Channels, 5, special: false), bias = KernelData.Values<T>(layout.Channels, 6, special: false);
        foreach (int width in KernelData.Widths)
        {
            T[] y = new T[count], dx = new T[count];
            double[] mean = new double[layout.Pieces], variance = new double[layout.Pieces], sums = new double[2 * entries];
            fixed (T* px = x, py = y, pdy = dy, pdx = dx, pw = weight, pb = bias)
            fixed (double* pm = mean, pv = variance, ps = sums)
            {
                var by = new NormOperands { Mean = pm, Variance = pv, Weight = pw, Bias = pb, Eps = Eps, Measures = true, Activation = relu ? Activation.Relu : Activation.None };
                if (layout is { IsOverBatch: true, Inner: 1 })
                {
                    int pieces = ColumnNorm.Pieces(layout.Channels);
                    PlaneParts.Run<ColumnNorm.Forward, T>(new ColumnNorm.Forward(px, py, layout.Batch, layout.Channels, by), pieces, 0, width);
                    PlaneParts.Run<ColumnNorm.Backward, T>(new ColumnNorm.Backward(pdy, px, pdx, ps, layout.Batch, layout.Channels, by), pieces, 0, width);
                }
                else
                {
                    PlaneParts.Run<ChannelNormForward, T>(new ChannelNormForward(px, py, by, layout), layout.Pieces, 0, width);
                    PlaneParts.Run<ChannelNormBackward, T>(new ChannelNormBackward(pdy, px, pdx, ps, by, layout), layout.Pieces, 0, width);
                }
            }

            Check(layout, relu, x, dy, weight, bias, y, dx, sums, mean, variance, tolerance, $"{layout}, relu {relu}, width {width}, {typeof(T).Name}");
        }
    }

    static void Check<T>(
        ChannelLayout layout, bool relu, T[] x, T[] dy, T[] weight, T[] bias, T[] y, T[] dx, double[] sums, double[] mean, double[] variance, double tolerance, string what)
        where T : unmanaged, INumber<T>
    {
        var share = new double[layout.Channels];
        var product = new double[layout.Channels];
        for (int piece = 0; piece < layout.Pieces; piece++)
        {
            (int At, int Channel)[] places =
            [
                .. from plane in Enumerable.Range(0, layout.Planes)
                   from i in Enumerable.Range(0, layout.Inner)
                   select ((int)(layout.Start(piece) + (plane * layout.Stride) + i), layout.Channel(piece, plane)),
            ];
            double m = places.Average(p => D(x[p.At])), v = places.Average(p => (D(x[p.At]) - m) * (D(x[p.At]) - m)), inverse = 1 / Math.Sqrt(v + Eps);
            Near(m, mean[piece], "mean");
            Near(v, variance[piece], "variance");
            double[] hat = [.. places.Select(p => (D(x[p.At]) - m) * inverse)], g = new double[places.Length];
            for (int i = 0; i < places.Length; i++)
            {
                (int at, int c) = places[i];
                double result = (hat[i] * D(weight[c])) + D(bias[c]);
                Near(relu ? Math.Max(0, result) : result, D(y[at]), "y");

                // The mask is the kernel's own: a result within rounding of 0 may lie on either side.
                double counts = relu && y[at] == T.Zero ? 0 : D(dy[at]);
                share[c] += counts;
                product[c] += counts * hat[i];
                g[i] = counts * D(weight[c]);
            }

            double meanG = g.Average(), meanProduct = g.Zip(hat).Average(p => p.First * p.Second);
            for (int i = 0; i < places.Length; i++) Near(inverse * (g[i] - meanG - (hat[i] * meanProduct)), D(dx[places[i].At]), "dx", 10 * inverse);
        }

        for (int c = 0; c < layout.Channels; c++)
        {
            double a = 0, b = 0;
            for (int i = c; i < sums.Length / 2; i += layout.Channels) (a, b) = (a + sums[2 * i], b + sums[(2 * i) + 1]);
            Near(share[c], a, "dbias", 100);
            Near(product[c], b, "dweight", 100);
        }

        void Near(double want, double got, string name, double scale = 1) =>
            Assert.True(Math.Abs(want - got) <= tolerance * Math.Max(Math.Max(1, scale), Math.Abs(want)), $"{what}: {name} {got:R}, expected {want:R}");
    }

    static double D<T>(T value)
        where T : INumber<T> => double.CreateChecked(value);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void AMeanFarAboveTheSpreadDoesNotCancel(int inner)
    {
        const int Rows = 500;
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Rows * inner).Select(_ => 100_000f + (float)random.NextDouble())], y = new float[x.Length];
        double m = x.Average(v => (double)v), variance = x.Average(v => (v - m) * (v - m));
        Tensor result = Tensor.From(x, [Rows, 1, inner]).BatchNorm(null, null, training: true, eps: 0);
        result.ToArray<float>().CopyTo(y, 0);
        for (int i = 0; i < x.Length; i++) Assert.Equal((x[i] - m) / Math.Sqrt(variance), y[i], 1e-5);
    }

    [Fact]
    public void AnOutlierAtTheBeginningDoesNotSpoilTheVariance()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => i == 0 ? 1e4f : (float)random.NextDouble())];
        double m = x.Average(v => (double)v), variance = x.Average(v => (v - m) * (v - m));
        fixed (float* p = x) Assert.Equal(variance, Moments.Of<SimdScalar<float>, float, float>(p, x.Length, 1, 0).Variance, variance * 1e-4);
    }
}
