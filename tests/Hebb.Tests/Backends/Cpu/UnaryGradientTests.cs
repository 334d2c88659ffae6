using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class UnaryGradientTests
{
    static (double A, double B) Parameters(string k) => k switch
    {
        "Clamp" => (-0.25, 1.5),
        "Softplus" => (1.5, 4),
        "PowScalar" => (2.5, 0),
        "LeakyRelu" => (0.125, 0),
        _ => (1.25, 0),
    };

    static bool NeedsPositive(string k) => k is "Sqrt" or "Rsqrt" or "Log" or "Log2" or "Log1p"
        or "PowScalar" or "Reciprocal" or "Root";

    [Theory]
    [MemberData(nameof(UnaryKernelTests.Kernels), MemberType = typeof(UnaryKernelTests))]
    public void GradientAgreesWithCentralDifferencesAtEveryWidth(string k)
    {
        UnaryFunction f = Formulas.UnaryNamed(k);
        if (Formulas.WithoutGradient.Contains(k))
        {
            double one = 1;
            double* p = &one;
            Assert.Throws<NotSupportedException>(() => f.RunGradient(DType.Float64, p, p, p, 1, 0, 0, 0));
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
            f.Run(DType.Float64, px, py, N, a, b, SimdWidth.Bits);
            f.Run(DType.Float64, pu, pu, N, a, b, SimdWidth.Bits);
            f.Run(DType.Float64, pd, pd, N, a, b, SimdWidth.Bits);
            double* saved = Formulas.GradientUses(k) switch { SavedOperand.Input => px, SavedOperand.Output => py, _ => null };
            foreach (int width in KernelData.Widths)
            {
                Array.Clear(dx);
                f.RunGradient(DType.Float64, pdy, saved, pdx, N, a, b, width);
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
    public void FloatGradientAgreesWithDoubleGradientAtEveryWidthAndLength(string k)
    {
        UnaryFunction f = Formulas.UnaryNamed(k);
        if (Formulas.WithoutGradient.Contains(k)) return;
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
                f.RunGradient(DType.Float64, pdy64, ps64, pdx64, n, a, b, 0);
                foreach (int width in KernelData.Widths)
                {
                    f.RunGradient(DType.Float32, pdy, ps, pdx, n, a, b, width);
                    for (int i = 0; i < n; i++)
                        Assert.True(Math.Abs(dx64[i] - dx[i]) < 3e-6 * Math.Max(1, Math.Abs(dx64[i])), $"{k}' at {saved[i]}, width {width}: {dx64[i]:R} against {dx[i]:R}");
                }
            }
        }
    }

    [Fact]
    public void KinksFollowPyTorch()
    {
        Check("Relu", 0, 0, 0, 0);
        Check("Abs", 0, 0, 0, 0);
        Check("Relu6", 0, 0, 0, 0);
        Check("Relu6", 6, 0, 0, 0);
        Check("LeakyRelu", 0, 0.125, 0, 0.125);
        Check("Clamp", -1, -1, 2, 1);
        Check("Clamp", 2, -1, 2, 1);
        Check("Clamp", 2.001, -1, 2, 0);
        Check("Elu", 0, 1.25, 0, 1.25);
        Check("Hardsigmoid", 3, 0, 0, 0);
        Check("Hardsigmoid", -3, 0, 0, 0);
        Check("Hardswish", 3, 0, 0, 1.5);
        Check("Hardswish", -3, 0, 0, -0.5);
        Check("Softplus", 30, 1, 20, 1);
        Check("Square", 0, 2, 0, 0);
    }

    static void Check(string k, double saved, double a, double b, double expected)
    {
        double dy = 1, dx = double.NaN;
        Formulas.UnaryNamed(k).RunGradient(DType.Float64, &dy, &saved, &dx, 1, a, b, SimdWidth.Bits);
        Assert.Equal(expected, dx, 12);
    }

    [Fact]
    public void GradientsStayFiniteAtAThousand()
    {
        foreach (string k in (string[])["LogSigmoid", "Silu", "Gelu", "GeluTanh", "Mish", "Softplus", "Elu"])
        {
            float[] dy = [1, 1], x = [-1000, 1000], dx = new float[2];
            fixed (float* pdy = dy, px = x, pdx = dx) Formulas.UnaryNamed(k).RunGradient(DType.Float32, pdy, px, pdx, 2, 1, 20, SimdWidth.Bits);
            Assert.Equal(k == "LogSigmoid" ? 1 : 0, dx[0], 1e-6);
            Assert.Equal(k == "LogSigmoid" ? 0 : 1, dx[1], 1e-6);
        }
    }
}
