using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class OptimizerKernelTests
{
    [Fact]
    public void FloatStepsFollowTheFormulas() => Steps<float>(3e-6);

    [Fact]
    public void DoubleStepsFollowTheFormulas() => Steps<double>(1e-13);

    static void Steps<T>(double tolerance)
        where T : unmanaged, INumber<T>
    {
        foreach (int width in KernelData.Widths)
        {
            foreach (int n in (int[])[0, 1, 7, 16, 33, 67])
            {
                AddsScaled<T>(n, width, tolerance);
                Descends<T>(n, width, tolerance, momentum: 0, nesterov: false);
                Descends<T>(n, width, tolerance, momentum: 0.9, nesterov: false);
                Descends<T>(n, width, tolerance, momentum: 0.9, nesterov: true);
                Adapts<T>(n, width, tolerance, decoupled: false, largest: false);
                Adapts<T>(n, width, tolerance, decoupled: true, largest: false);
                Adapts<T>(n, width, tolerance, decoupled: false, largest: true);
            }
        }
    }

    static void AddsScaled<T>(int n, int width, double tolerance)
        where T : unmanaged, INumber<T>
    {
        T[] y = KernelData.Values<T>(n, 1, special: false), x = KernelData.Values<T>(n, 2, special: false);
        double[] want = [.. y.Zip(x, (a, b) => double.CreateChecked(a) + (0.3 * double.CreateChecked(b)))];
        fixed (T* py = y, px = x) SimdDispatch.Run<OptimizerKernels.AddScaledJob, T>(new OptimizerKernels.AddScaledJob(py, px, n, 0.3), width);
        Near(want, y, 20 * tolerance);
    }

    static void Descends<T>(int n, int width, double tolerance, double momentum, bool nesterov)
        where T : unmanaged, INumber<T>
    {
        double dampening = nesterov ? 0 : 0.2;
        T[] w = Start<T>(n, 1), buffer = new T[n];
        double[] want = [.. w.Select(v => double.CreateChecked(v))], velocity = new double[n];
        for (int t = 1; t <= 4; t++)
        {
            T[] g = Start<T>(n, 10 + t);
            var step = new SgdStep(0.1, momentum, dampening, 0.01, nesterov, t == 1);
            fixed (T* pw = w, pg = g, pb = buffer)
                SimdDispatch.Run<OptimizerKernels.SgdJob, T>(new OptimizerKernels.SgdJob(pw, pg, momentum == 0 ? null : pb, n, step), width);
            for (int i = 0; i < n; i++)
            {
                double d = double.CreateChecked(g[i]) + (0.01 * want[i]);
                if (momentum != 0)
                {
                    velocity[i] = t == 1 ? d : (momentum * velocity[i]) + ((1 - dampening) * d);
                    d = nesterov ? d + (momentum * velocity[i]) : velocity[i];
                }

                want[i] -= 0.1 * d;
            }
        }

        Near(want, w, tolerance);
    }

    static void Adapts<T>(int n, int width, double tolerance, bool decoupled, bool largest)
        where T : unmanaged, INumber<T>
    {
        const double Rate = 0.01, B1 = 0.9, B2 = 0.99, Eps = 1e-8, Decay = 0.1;
        T[] w = Start<T>(n, 1), m = new T[n], v = new T[n], top = new T[n];
        double[] want = [.. w.Select(x => double.CreateChecked(x))], m64 = new double[n], v64 = new double[n], top64 = new double[n];
        for (int t = 1; t <= 5; t++)
        {
            T[] g = Start<T>(n, 10 + t);
            var step = new AdamStep(Rate, B1, B2, Eps, Decay, decoupled, t);
            fixed (T* pw = w, pg = g, pm = m, pv = v, pt = top)
                SimdDispatch.Run<OptimizerKernels.AdamJob, T>(new OptimizerKernels.AdamJob(pw, pg, pm, pv, largest ? pt : null, n, step), width);
            for (int i = 0; i < n; i++)
            {
                double d = double.CreateChecked(g[i]);
                if (decoupled) want[i] *= 1 - (Rate * Decay);
                else d += Decay * want[i];
                m64[i] = (B1 * m64[i]) + ((1 - B1) * d);
                v64[i] = (B2 * v64[i]) + ((1 - B2) * d * d);
                top64[i] = Math.Max(top64[i], v64[i]);
                double second = largest ? top64[i] : v64[i];
                want[i] -= Rate / (1 - Math.Pow(B1, t)) * m64[i] / ((Math.Sqrt(second) / Math.Sqrt(1 - Math.Pow(B2, t))) + Eps);
            }
        }

        Near(want, w, tolerance);
    }

    static T[] Start<T>(int n, int seed)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => T.CreateTruncating((random.NextDouble() * 2) - 1))];
    }

    static void Near<T>(double[] want, T[] got, double tolerance)
        where T : INumber<T>
    {
        for (int i = 0; i < want.Length; i++) Assert.Equal(want[i], double.CreateChecked(got[i]), tolerance);
    }
}
