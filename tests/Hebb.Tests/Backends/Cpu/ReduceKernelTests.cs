using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class ReduceKernelTests
{
    static readonly (int Outer, int Axis, int Inner)[] Shapes =
    [
        (1, 1, 1), (3, 7, 1), (2, 67, 1), (1, 5000, 1), (0, 4, 1), (2, 3, 2), (3, 100, 3), (2, 33, 10), (1, 1000, 17), (2, 5, 64), (1, 3, 1100), (2, 200, 130), (2, 9, 67),
    ];

    static double Twin(ReduceKernel k, double[] x) => k switch
    {
        ReduceKernel.Sum => x.Sum(),
        ReduceKernel.Mean => x.Average(),
        ReduceKernel.Prod => x.Aggregate(1.0, (a, b) => a * b),
        ReduceKernel.Max => x.Aggregate(Math.Max),
        ReduceKernel.Min => x.Aggregate(Math.Min),
        ReduceKernel.SumSquares => x.Sum(v => v * v),
        ReduceKernel.SumAbs => x.Sum(Math.Abs),
        ReduceKernel.LogSumExp => x.Max() + Math.Log(x.Sum(v => Math.Exp(v - x.Max()))),
        ReduceKernel.Any => x.Any(v => v != 0) ? 1 : 0,
        ReduceKernel.All => x.All(v => v != 0) ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(k)),
    };

    [Fact]
    public void FloatReductionsAgreeWithNaiveOnes() => Agrees<float>(v => v, Enum.GetValues<ReduceKernel>());

    [Fact]
    public void DoubleReductionsAgreeWithNaiveOnes() => Agrees<double>(v => v, Enum.GetValues<ReduceKernel>());

    [Fact]
    public void IntegerReductionsAgreeWithNaiveOnes()
    {
        ReduceKernel[] kernels = [ReduceKernel.Sum, ReduceKernel.Max, ReduceKernel.Min, ReduceKernel.SumSquares, ReduceKernel.SumAbs, ReduceKernel.Any, ReduceKernel.All];
        Agrees<int>(v => Math.Round(v * 10), kernels);
        Agrees<long>(v => Math.Round(v * 10), kernels);
    }

    static void Agrees<T>(Func<double, double> shape, ReduceKernel[] kernels)
        where T : unmanaged, INumber<T>
    {
        double tolerance = typeof(T) == typeof(float) ? 3e-6 : 1e-13;
        foreach ((int outer, int axis, int inner) in Shapes)
        {
            foreach (ReduceKernel k in kernels)
            {
                var random = new Random(axis);
                var x = new T[outer * axis * inner];
                for (int i = 0; i < x.Length; i++) x[i] = T.CreateTruncating(shape(k == ReduceKernel.Prod ? 0.9 + (random.NextDouble() * 0.2) : (random.NextDouble() * 3) - 1));
                if (k is ReduceKernel.Any && x.Length > 0 && axis < 50) Array.Clear(x, 0, axis * inner);
                var y = new T[outer * inner];
                foreach (int width in KernelData.Widths)
                {
                    fixed (T* px = x, py = y) ReduceKernels.Reduce(k, px, outer, axis, inner, py, width);
                    for (int o = 0; o < outer; o++)
                    {
                        for (int i = 0; i < inner; i++)
                        {
                            double[] line = [.. Enumerable.Range(0, axis).Select(a => double.CreateChecked(x[(((o * axis) + a) * inner) + i]))];
                            double want = Twin(k, line);
                            double scale = k is ReduceKernel.Sum or ReduceKernel.Mean or ReduceKernel.LogSumExp ? Math.Max(1, line.Sum(Math.Abs) / (k == ReduceKernel.Mean ? axis : 1)) : Math.Max(1e-3, Math.Abs(want));
                            Assert.True(Math.Abs(want - double.CreateChecked(y[(o * inner) + i])) <= tolerance * scale, $"{k} of {axis} × {inner}, width {width}: {want:R} against {y[(o * inner) + i]}");
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void FloatSumsOfMillionsStayAccurate()
    {
        const int N = 4_000_000;
        float[] x = new float[N];
        var random = new Random(1);
        double want = 0;
        for (int i = 0; i < N; i++)
        {
            x[i] = (float)random.NextDouble();
            want += x[i];
        }

        float[] y = new float[4];
        fixed (float* px = x, py = y)
        {
            ReduceKernels.Reduce(ReduceKernel.Sum, px, 1, N, 1, py);
            Assert.Equal(want, y[0], want * 1e-7);
            ReduceKernels.Reduce(ReduceKernel.Sum, px, 1, N / 4, 4, py);
            Assert.Equal(want, y.Sum(v => (double)v), want * 1e-7);
        }
    }

    [Theory]
    [InlineData(1, 700_001, 1)]
    [InlineData(1, 300, 1100)]
    [InlineData(130, 3000, 1)]
    [InlineData(40, 90, 100)]
    public void LongReductionsGiveTheSameBitsOnAnyNumberOfThreads(int outer, int axis, int inner)
    {
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, outer * axis * inner).Select(_ => (float)((random.NextDouble() * 3) - 1))];
        float[] alone = new float[outer * inner], shared = new float[outer * inner];
        int threads = Threads.Count;
        foreach (ReduceKernel k in (ReduceKernel[])[ReduceKernel.Sum, ReduceKernel.Mean, ReduceKernel.SumSquares, ReduceKernel.SumAbs, ReduceKernel.Max])
        {
            try
            {
                fixed (float* px = x, pa = alone, ps = shared)
                {
                    Threads.Count = 1;
                    ReduceKernels.Reduce(k, px, outer, axis, inner, pa);
                    Threads.Count = 3;
                    ReduceKernels.Reduce(k, px, outer, axis, inner, ps);
                }
            }
            finally
            {
                Threads.Count = threads;
            }

            Assert.Equal(alone, shared);
            double want = Twin(k, [.. Enumerable.Range(0, axis).Select(a => (double)x[(a * inner) + inner - 1])]);
            Assert.Equal(want, shared[inner - 1], Math.Max(1, Math.Abs(want)) * 1e-5);
        }
    }

    [Fact]
    public void NaNReachesMaxAndMinWhereverItStands()
    {
        foreach (int width in KernelData.Widths)
        {
            for (int at = 0; at < 40; at++)
            {
                float[] x = [.. Enumerable.Range(0, 40).Select(i => i == at ? float.NaN : i)];
                float[] y = new float[2];
                foreach (ReduceKernel k in (ReduceKernel[])[ReduceKernel.Max, ReduceKernel.Min])
                {
                    fixed (float* px = x, py = y)
                    {
                        ReduceKernels.Reduce(k, px, 1, 40, 1, py, width);
                        Assert.True(float.IsNaN(y[0]), $"{k} at {at}, width {width}");
                        ReduceKernels.Reduce(k, px, 1, 20, 2, py, width);
                        Assert.True(float.IsNaN(y[at % 2]) && !float.IsNaN(y[1 - (at % 2)]), $"{k} of columns at {at}, width {width}");
                    }
                }
            }
        }
    }

    [Fact]
    public void EmptyAxesGiveTheNeutralElement()
    {
        float y;
        float nothing = 0;
        ReduceKernels.Reduce(ReduceKernel.Sum, &nothing, 1, 0, 1, &y);
        Assert.Equal(0, y);
        ReduceKernels.Reduce(ReduceKernel.Prod, &nothing, 1, 0, 1, &y);
        Assert.Equal(1, y);
        ReduceKernels.Reduce(ReduceKernel.Mean, &nothing, 1, 0, 1, &y);
        Assert.True(float.IsNaN(y));
        ReduceKernels.Reduce(ReduceKernel.LogSumExp, &nothing, 1, 0, 1, &y);
        Assert.Equal(float.NegativeInfinity, y);
    }

    [Fact]
    public void LogSumExpOfInfinitiesIsNoNaN()
    {
        float[] x = [float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, 1, 1000, 1000];
        float[] y = new float[3];
        fixed (float* px = x, py = y) ReduceKernels.Reduce(ReduceKernel.LogSumExp, px, 3, 2, 1, py);
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity, 1000 + MathF.Log(2)], y);
        float[] columns = [float.NegativeInfinity, float.PositiveInfinity, 1000, float.NegativeInfinity, 1, 1000];
        fixed (float* px = columns, py = y) ReduceKernels.Reduce(ReduceKernel.LogSumExp, px, 1, 2, 3, py);
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity, 1000 + MathF.Log(2)], y);
    }

    [Fact]
    public void ArgReduceFindsTheFirstExtreme()
    {
        double[] x = [1, 5, 5, 0, 0, 2];
        long[] at = new long[3];
        double[] values = new double[3];
        fixed (double* px = x, pv = values)
        fixed (long* pa = at)
        {
            ScanKernels.ArgReduce(largest: true, px, 1, 6, 1, pa, pv);
            Assert.Equal((1L, 5.0), (at[0], values[0]));
            ScanKernels.ArgReduce(largest: false, px, 1, 6, 1, pa, pv);
            Assert.Equal((3L, 0.0), (at[0], values[0]));
            ScanKernels.ArgReduce(largest: true, px, 1, 2, 3, pa, null);
            Assert.Equal([0L, 0, 0], at);
            x[4] = double.NaN;
            ScanKernels.ArgReduce(largest: false, px, 1, 6, 1, pa, null);
            Assert.Equal(4, at[0]);
        }
    }

    [Fact]
    public void RunningSumsAndProducts()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[6];
        int[] whole = [1, 2, 3, 4];
        fixed (float* px = x, py = y)
        {
            ScanKernels.CumSum(px, 1, 6, 1, py);
            Assert.Equal([1, 3, 6, 10, 15, 21], y);
            ScanKernels.CumSum(px, 1, 3, 2, py);
            Assert.Equal([1, 2, 4, 6, 9, 12], y);
            ScanKernels.CumProd(px, 2, 3, 1, py);
            Assert.Equal([1, 2, 6, 4, 20, 120], y);
            ScanKernels.CumSum(px, 1, 6, 1, px);
            Assert.Equal([1, 3, 6, 10, 15, 21], x);
        }

        fixed (int* p = whole) ScanKernels.CumProd(p, 1, 4, 1, p);
        Assert.Equal([1, 2, 6, 24], whole);
    }
}
