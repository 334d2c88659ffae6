using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class UnaryKernelTests
{
    static double Twin(UnaryKernel k, double x, double a, double b) => k switch
    {
        UnaryKernel.Neg => -x,
        UnaryKernel.Abs => Math.Abs(x),
        UnaryKernel.Sign => double.IsNaN(x) ? 0 : Math.Sign(x),
        UnaryKernel.Square => x * x,
        UnaryKernel.Sqrt => Math.Sqrt(x),
        UnaryKernel.Rsqrt => 1 / Math.Sqrt(x),
        UnaryKernel.Reciprocal => 1 / x,
        UnaryKernel.Exp => Math.Exp(x),
        UnaryKernel.Expm1 => Math.Abs(x) < 1e-4 ? x * (1 + (x / 2 * (1 + (x / 3)))) : Math.Exp(x) - 1,
        UnaryKernel.Log => Math.Log(x),
        UnaryKernel.Log2 => Math.Log2(x),
        UnaryKernel.Log1p => Math.Abs(x) < 1e-4 ? x * (1 - (x * (0.5 - (x / 3)))) : Math.Log(1 + x),
        UnaryKernel.Sin => Math.Sin(x),
        UnaryKernel.Cos => Math.Cos(x),
        UnaryKernel.Tanh => Math.Tanh(x),
        UnaryKernel.Sigmoid => Logistic(x),
        UnaryKernel.LogSigmoid => -Soft(-x),
        UnaryKernel.Erf => MathNet.Numerics.SpecialFunctions.Erf(x),
        UnaryKernel.Relu => double.IsNaN(x) ? x : Math.Max(x, 0),
        UnaryKernel.Relu6 => double.IsNaN(x) ? x : Math.Clamp(x, 0, 6),
        UnaryKernel.LeakyRelu => x > 0 ? x : a * x,
        UnaryKernel.Elu => x > 0 ? x : a * (Math.Exp(x) - 1),
        UnaryKernel.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        UnaryKernel.Silu => x * Logistic(x),
        UnaryKernel.Gelu => 0.5 * x * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2))),
        UnaryKernel.GeluTanh => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        UnaryKernel.Softsign => x / (1 + Math.Abs(x)),
        UnaryKernel.Softplus => a * x > b ? x : Soft(a * x) / a,
        UnaryKernel.Mish => x * Math.Tanh(Soft(x)),
        UnaryKernel.Hardswish => x * Twin(UnaryKernel.Relu6, x + 3, 0, 0) / 6,
        UnaryKernel.Hardsigmoid => Twin(UnaryKernel.Relu6, x + 3, 0, 0) / 6,
        UnaryKernel.Clamp => double.IsNaN(x) ? x : Math.Min(Math.Max(x, a), b),
        UnaryKernel.PowScalar => Math.Pow(x, a),
        UnaryKernel.Floor => Math.Floor(x),
        UnaryKernel.Ceil => Math.Ceiling(x),
        UnaryKernel.Round => Math.Round(x, MidpointRounding.ToEven),
        UnaryKernel.AddScalar => x + a,
        UnaryKernel.MulScalar => x * a,
        UnaryKernel.ScalarMinus => a - x,
        UnaryKernel.ScalarOver => a / x,
        UnaryKernel.LogicalNot => x == 0 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(k)),
    };

    static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    static double Soft(double x) => Math.Max(x, 0) + Twin(UnaryKernel.Log1p, Math.Exp(-Math.Abs(x)), 0, 0);

    static (double A, double B) Parameters(UnaryKernel k) => k switch
    {
        UnaryKernel.Clamp => (-0.25, 1.5),
        UnaryKernel.Softplus => (1.5, 20),
        UnaryKernel.PowScalar => (2.5, 0),
        UnaryKernel.LeakyRelu => (0.125, 0),
        _ => (1.25, 0),
    };

    public static TheoryData<UnaryKernelName> Kernels()
    {
        var data = new TheoryData<UnaryKernelName>();
        foreach (UnaryKernel k in Enum.GetValues<UnaryKernel>()) data.Add(new UnaryKernelName((int)k));
        return data;
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void FloatKernelAgreesWithScalarTwinAtEveryWidth(UnaryKernelName name) => Agrees<float>(name.Kernel);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void DoubleKernelAgreesWithScalarTwinAtEveryWidth(UnaryKernelName name) => Agrees<double>(name.Kernel);

    static void Agrees<T>(UnaryKernel k)
        where T : unmanaged, INumber<T>
    {
        (double a, double b) = Parameters(k);
        int[] lengths = [.. Enumerable.Range(0, 68), 1000];
        foreach (int width in KernelData.Widths)
        {
            foreach (int n in lengths)
            {
                T[] x = KernelData.Values<T>(n + 2, n);
                T[] y = new T[n + 2];
                y[0] = y[n + 1] = T.CreateTruncating(77);
                fixed (T* px = x, py = y) SimdDispatch.Run<UnaryKernels.Job, T>(new UnaryKernels.Job(k, px + 1, py + 1, n, a, b), width);
                for (int i = 1; i <= n; i++)
                {
                    double input = double.CreateChecked(x[i]);
                    KernelData.AssertNear(Twin(k, input, a, b), y[i], KernelData.Tolerance<T>() * Slack(k, input), $"{k}({input:R}) at width {width}, length {n}");
                }

                Assert.Equal(T.CreateTruncating(77), y[0]);
                Assert.Equal(T.CreateTruncating(77), y[n + 1]);
                fixed (T* px = x) SimdDispatch.Run<UnaryKernels.Job, T>(new UnaryKernels.Job(k, px + 1, px + 1, n, a, b), width);
                Assert.Equal(y.AsSpan(1, n), x.AsSpan(1, n));
            }
        }
    }

    // Where the twin itself loses digits (e^x − 1, 1 + erf) or a rounded argument is magnified, more is allowed.
    static double Slack(UnaryKernel k, double x) => k switch
    {
        UnaryKernel.Expm1 or UnaryKernel.Log1p or UnaryKernel.Elu or UnaryKernel.Selu or UnaryKernel.Mish => 100,
        UnaryKernel.Gelu or UnaryKernel.GeluTanh => 10 * Math.Max(1, Math.Abs(x)),
        UnaryKernel.Silu or UnaryKernel.LogSigmoid or UnaryKernel.Softplus => 10,
        UnaryKernel.Erf => 10,
        _ => 1,
    };

    [Fact]
    public void IntegerKernelsAgreeWithScalarTwinAtEveryWidth()
    {
        Integers<int>();
        Integers<long>();
        Integers<byte>();
    }

    static void Integers<T>()
        where T : unmanaged, INumber<T>
    {
        foreach (UnaryKernel k in Enum.GetValues<UnaryKernel>())
        {
            if (!UnaryKernels.WorksOnIntegers(k)) continue;
            double a = k == UnaryKernel.Clamp ? 2 : 3, b = double.PositiveInfinity;
            foreach (int width in KernelData.Widths)
            {
                for (int n = 0; n < 68; n++)
                {
                    T[] x = KernelData.Values<T>(n, n), y = new T[n];
                    fixed (T* px = x, py = y) SimdDispatch.Run<UnaryKernels.Job, T>(new UnaryKernels.Job(k, px, py, n, a, b), width);
                    for (int i = 0; i < n; i++) Assert.Equal(T.CreateTruncating((long)Twin(k, double.CreateChecked(x[i]), a, 1e18)), y[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(3.0)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(-1.0)]
    [InlineData(-2.0)]
    [InlineData(1.7)]
    public void PowersWithInstructionsOfTheirOwnAgreeWithPow(double exponent)
    {
        double[] x = [0.1, 0.5, 1, 1.5, 7, 100, 3e5], y = new double[x.Length];
        fixed (double* px = x, py = y) UnaryKernels.Unary(UnaryKernel.PowScalar, px, py, x.Length, exponent);
        for (int i = 0; i < x.Length; i++) KernelData.AssertNear(Math.Pow(x[i], exponent), y[i], 1e-14, $"{x[i]}^{exponent}");
    }

    [Fact]
    public void ClampWithInfiniteBoundsLeavesThatSideOpen()
    {
        float[] x = [-1e30f, -1, 0, 1, 1e30f], y = new float[5];
        fixed (float* px = x, py = y) UnaryKernels.Unary(UnaryKernel.Clamp, px, py, 5, double.NegativeInfinity, 0.5);
        Assert.Equal([-1e30f, -1, 0, 0.5f, 0.5f], y);
    }

    [Fact]
    public void StableAtAThousand()
    {
        float[] x = [-1000, 1000], y = new float[2];
        fixed (float* px = x, py = y)
        {
            UnaryKernels.Unary(UnaryKernel.Sigmoid, px, py, 2);
            Assert.Equal([0f, 1f], y);
            UnaryKernels.Unary(UnaryKernel.Tanh, px, py, 2);
            Assert.Equal([-1f, 1f], y);
            UnaryKernels.Unary(UnaryKernel.LogSigmoid, px, py, 2);
            Assert.Equal([-1000f, 0f], y);
            UnaryKernels.Unary(UnaryKernel.Mish, px, py, 2);
            Assert.Equal([0f, 1000f], y);
        }
    }

    [Fact]
    public void UnknownCombinationsNameKernelAndType()
    {
        int x = 1;
        int* p = &x;
        string message = Assert.Throws<NotSupportedException>(() => UnaryKernels.Unary(UnaryKernel.Exp, p, p, 1)).Message;
        Assert.Contains("Exp", message, StringComparison.Ordinal);
        Assert.Contains("Int32", message, StringComparison.Ordinal);
    }
}

/// <summary>A kernel's number, since the enumeration itself is internal.</summary>
public readonly record struct UnaryKernelName(int Number)
{
    internal UnaryKernel Kernel => (UnaryKernel)Number;

    /// <inheritdoc/>
    public override string ToString() => Kernel.ToString();
}
