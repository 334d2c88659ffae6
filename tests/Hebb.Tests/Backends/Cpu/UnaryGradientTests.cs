using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class UnaryGradientTests
{
    static (double A, double B) Parameters(UnaryKernel k) => k switch
    {
        UnaryKernel.Clamp => (-0.25, 1.5),
        UnaryKernel.Softplus => (1.5, 4),
        UnaryKernel.PowScalar => (2.5, 0),
        UnaryKernel.LeakyRelu => (0.125, 0),
        _ => (1.25, 0),
    };

    static bool NeedsPositive(UnaryKernel k) => k is UnaryKernel.Sqrt or UnaryKernel.Rsqrt or UnaryKernel.Log or UnaryKernel.Log2 or UnaryKernel.Log1p
        or UnaryKernel.PowScalar or UnaryKernel.Reciprocal or UnaryKernel.ScalarOver;

    [Theory]
    [MemberData(nameof(UnaryKernelTests.Kernels), MemberType = typeof(UnaryKernelTests))]
    public void GradientAgreesWithCentralDifferencesAtEveryWidth(UnaryKernelName name)
    {
        UnaryKernel k = name.Kernel;
        if (k == UnaryKernel.LogicalNot)
        {
            double one = 1;
            double* p = &one;
            Assert.Throws<NotSupportedException>(() => UnaryKernels.UnaryGradient(k, p, p, p, 1));
            return;
        }

        (double a, double b) = Parameters(k);
        const int N = 67;
        const double H = 1e-6;
        double[] x = new double[N], up = new double[N], down = new double[N], y = new double[N], dy = new double[N], dx = new double[N];
        var random = new Random(3);
        for (int i = 0; i < N; i++)
        {
            // Off the kinks, which lie on multiples of a quarter.
            x[i] = (Math.Floor(random.NextDouble() * 40) * 0.25) - 5 + 0.03 + (random.NextDouble() * 0.19);
            if (NeedsPositive(k)) x[i] = Math.Abs(x[i]) + 0.05;
            dy[i] = random.NextDouble() - 0.5;
            up[i] = x[i] + H;
            down[i] = x[i] - H;
        }

        fixed (double* px = x, pu = up, pd = down, py = y, pdy = dy, pdx = dx)
        {
            UnaryKernels.Unary(k, px, py, N, a, b);
            UnaryKernels.Unary(k, pu, pu, N, a, b);
            UnaryKernels.Unary(k, pd, pd, N, a, b);
            double* saved = UnaryKernels.GradientUses(k) switch { SavedOperand.Input => px, SavedOperand.Output => py, _ => null };
            foreach (int width in KernelData.Widths)
            {
                Array.Clear(dx);
                SimdDispatch.Run<UnaryKernels.GradientJob, double>(new UnaryKernels.GradientJob(k, pdy, saved, pdx, N, a, b), width);
                for (int i = 0; i < N; i++)
                {
                    double want = dy[i] * (up[i] - down[i]) / (2 * H);
                    Assert.True(Math.Abs(want - dx[i]) < 1e-7 * Math.Max(1, Math.Abs(want)), $"{k}' at {x[i]}, width {width}: {want:R} against {dx[i]:R}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(UnaryKernelTests.Kernels), MemberType = typeof(UnaryKernelTests))]
    public void FloatGradientAgreesWithDoubleGradientAtEveryWidthAndLength(UnaryKernelName name)
    {
        UnaryKernel k = name.Kernel;
        if (k == UnaryKernel.LogicalNot) return;
        (double a, double b) = Parameters(k);
        var random = new Random(5);
        for (int n = 0; n < 68; n++)
        {
            float[] saved = new float[n], dy = new float[n], dx = new float[n];
            double[] saved64 = new double[n], dy64 = new double[n], dx64 = new double[n];
            for (int i = 0; i < n; i++)
            {
                double x = (random.NextDouble() * 8) - 4;
                saved64[i] = saved[i] = (float)(NeedsPositive(k) ? Math.Abs(x) + 0.1 : x);
                dy64[i] = dy[i] = (float)random.NextDouble();
            }

            fixed (float* ps = saved, pdy = dy, pdx = dx)
            fixed (double* ps64 = saved64, pdy64 = dy64, pdx64 = dx64)
            {
                SimdDispatch.Run<UnaryKernels.GradientJob, double>(new UnaryKernels.GradientJob(k, pdy64, ps64, pdx64, n, a, b), 0);
                foreach (int width in KernelData.Widths)
                {
                    SimdDispatch.Run<UnaryKernels.GradientJob, float>(new UnaryKernels.GradientJob(k, pdy, ps, pdx, n, a, b), width);
                    for (int i = 0; i < n; i++)
                        Assert.True(Math.Abs(dx64[i] - dx[i]) < 3e-6 * Math.Max(1, Math.Abs(dx64[i])), $"{k}' at {saved[i]}, width {width}: {dx64[i]:R} against {dx[i]:R}");
                }
            }
        }
    }

    [Fact]
    public void KinksFollowPyTorch()
    {
        Check(UnaryKernel.Relu, 0, 0, 0, 0);
        Check(UnaryKernel.Abs, 0, 0, 0, 0);
        Check(UnaryKernel.Relu6, 0, 0, 0, 0);
        Check(UnaryKernel.Relu6, 6, 0, 0, 0);
        Check(UnaryKernel.LeakyRelu, 0, 0.125, 0, 0.125);
        Check(UnaryKernel.Clamp, -1, -1, 2, 1);
        Check(UnaryKernel.Clamp, 2, -1, 2, 1);
        Check(UnaryKernel.Clamp, 2.001, -1, 2, 0);
        Check(UnaryKernel.Elu, 0, 1.25, 0, 1.25);
        Check(UnaryKernel.Hardsigmoid, 3, 0, 0, 0);
        Check(UnaryKernel.Hardsigmoid, -3, 0, 0, 0);
        Check(UnaryKernel.Hardswish, 3, 0, 0, 1.5);
        Check(UnaryKernel.Hardswish, -3, 0, 0, -0.5);
        Check(UnaryKernel.Softplus, 30, 1, 20, 1);
        Check(UnaryKernel.PowScalar, 0, 2, 0, 0);
    }

    static void Check(UnaryKernel k, double saved, double a, double b, double expected)
    {
        double dy = 1, dx = double.NaN;
        UnaryKernels.UnaryGradient(k, &dy, &saved, &dx, 1, a, b);
        Assert.Equal(expected, dx, 12);
    }

    [Fact]
    public void GradientsStayFiniteAtAThousand()
    {
        foreach (UnaryKernel k in (UnaryKernel[])[UnaryKernel.LogSigmoid, UnaryKernel.Silu, UnaryKernel.Gelu, UnaryKernel.GeluTanh, UnaryKernel.Mish, UnaryKernel.Softplus, UnaryKernel.Elu])
        {
            float[] dy = [1, 1], x = [-1000, 1000], dx = new float[2];
            fixed (float* pdy = dy, px = x, pdx = dx) UnaryKernels.UnaryGradient(k, pdy, px, pdx, 2, 1, 20);
            Assert.Equal(k == UnaryKernel.LogSigmoid ? 1 : 0, dx[0], 1e-6);
            Assert.Equal(k == UnaryKernel.LogSigmoid ? 0 : 1, dx[1], 1e-6);
        }
    }
}
