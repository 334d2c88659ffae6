using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

/// <summary>The pooling kernels at every width against the loops of <see cref="Reference"/>.</summary>
public sealed unsafe class PoolKernelTests
{
    // Height, width, window, windows along both axes: blocks of 2×2 of every remainder, strides 1, 2 and 3, padding, dilation, a window over the end.
    static readonly PoolShape[] Shapes =
    [
        Full(4, 2, 2, 2), Full(5, 7, 2, 2), Full(2, 9, 2, 2), Full(6, 17, 2, 2), Full(3, 33, 2, 2), Full(2, 34, 2, 2), Full(4, 71, 2, 2),
        Full(7, 40, 3, 2, 1), Full(9, 41, 3, 2), Full(6, 37, 3, 1, 1), Full(5, 70, 2, 1), Full(8, 25, 3, 3), Full(9, 38, 2, 1, 0, 2), Full(12, 50, 3, 2, 1, 2),
        new(8, 19, 4, 10, new Window(3, 3, 2, 2, 1, 1, 1, 1)), new(7, 20, 4, 10, new Window(2, 2, 2, 2, 0, 0, 1, 1)),
    ];

    static PoolShape Full(int height, int width, int kernel, int stride, int padding = 0, int dilation = 1)
    {
        var window = new Window(kernel, kernel, stride, stride, padding, padding, dilation, dilation);
        return new PoolShape(height, width, window.Rows(height), window.Columns(width), window);
    }

    [Fact]
    public void MaximaAndTheirIndicesAreThoseOfTheDefinition()
    {
        Maxima<float>();
        Maxima<double>();
    }

    static void Maxima<T>()
        where T : unmanaged, INumber<T>
    {
        const int Planes = 2;
        foreach (PoolShape shape in Shapes)
        {
            var random = new Random(shape.Width);
            var x = new T[Planes * shape.Plane];

            // Few different values, so that there are ties, and some NaN.
            for (int i = 0; i < x.Length; i++) x[i] = T.CreateTruncating(random.Next(60) == 0 ? double.NaN : random.Next(-4, 4));
            (double[] maxima, long[] indices) = PoolTwins.MaxPool([.. x.Select(double.CreateTruncating)], Planes, shape.Height, shape.Width, shape.Window, shape.Rows, shape.Columns);
            foreach (int width in KernelData.Widths)
            {
                T[] y = new T[maxima.Length], taps = new T[maxima.Length], plain = new T[maxima.Length], dy = new T[maxima.Length], dx = new T[x.Length];
                var found = new long[maxima.Length];
                for (int i = 0; i < dy.Length; i++) dy[i] = T.CreateTruncating(i + 1);
                Array.Fill(dx, T.CreateTruncating(77));
                fixed (T* px = x, py = y, pt = taps, pp = plain, pdy = dy, pdx = dx)
                fixed (long* pf = found)
                {
                    PlaneParts.Run<MaxPoolKernels.Forward, T>(new MaxPoolKernels.Forward(px, py, pt, shape), Planes, 0, width);
                    PlaneParts.Run<MaxPoolKernels.Forward, T>(new MaxPoolKernels.Forward(px, pp, null, shape), Planes, 0, width);
                    PlaneParts.Run<MaxPoolKernels.Backward, T>(new MaxPoolKernels.Backward(pdy, pt, pdx, shape), Planes, 0, width);
                    MaxPoolKernels.Indices(pt, pf, Planes, shape);
                }

                Assert.Equal(maxima, y.Select(double.CreateTruncating));
                Assert.Equal(maxima, plain.Select(double.CreateTruncating));
                Assert.Equal(indices, found);
                var expected = new double[x.Length];
                for (int i = 0; i < indices.Length; i++) expected[(i / shape.Windows * shape.Plane) + indices[i]] += i + 1;
                Assert.Equal(expected, dx.Select(double.CreateTruncating));
            }
        }
    }

    [Fact]
    public void MeansAreThoseOfTheDefinition()
    {
        Means<float>(1e-6);
        Means<double>(1e-14);
    }

    static void Means<T>(double tolerance)
        where T : unmanaged, INumber<T>
    {
        const int Planes = 2;
        foreach (PoolShape shape in Shapes)
        {
            if (shape.Window.DilationWidth > 1) continue;
            T[] x = KernelData.Values<T>(Planes * shape.Plane, 5, special: false);
            foreach ((bool counts, int divisor) in ((bool, int)[])[(true, 0), (false, 0), (true, 3)])
            {
                double[] want = PoolTwins.AvgPool([.. x.Select(double.CreateTruncating)], Planes, shape.Height, shape.Width, shape.Window, shape.Rows, shape.Columns, counts, divisor);
                foreach (int width in KernelData.Widths)
                {
                    T[] y = new T[want.Length], dx = new T[x.Length];
                    var job = new PoolDivisor(counts, divisor);
                    fixed (T* px = x, py = y, pdx = dx)
                    {
                        PlaneParts.Run<AvgPoolKernels.Forward, T>(new AvgPoolKernels.Forward(px, py, shape, job), Planes, 0, width);
                        PlaneParts.Run<AvgPoolKernels.Backward, T>(new AvgPoolKernels.Backward(py, pdx, shape, job), Planes, 0, width);
                    }

                    for (int i = 0; i < want.Length; i++) Assert.Equal(want[i], double.CreateTruncating(y[i]), tolerance * 30);

                    // The adjoint: ⟨A x, A x⟩ = ⟨x, Aᵀ A x⟩.
                    double left = y.Sum(v => double.CreateTruncating(v * v)), right = x.Zip(dx).Sum(p => double.CreateTruncating(p.First * p.Second));
                    Assert.Equal(left, right, tolerance * 100 * Math.Max(1, left));
                }
            }
        }
    }
}
