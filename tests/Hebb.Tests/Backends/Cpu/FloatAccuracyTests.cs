using Hebb.Backends.Cpu;

namespace Hebb.Tests;

/// <summary>The float transcendentals against double over dense sweeps, in units in the last place.</summary>
public sealed unsafe class FloatAccuracyTests
{
    const int N = 200_000;

    [Fact]
    public void ExpStaysWithinTwoUnits() => Within("Exp", Math.Exp, (-104, 89), (-1, 1));

    [Fact]
    public void Expm1StaysWithinTwoUnits() => Within("Expm1", Expm1, (-30, 88), (-1, 1), (-1e-3, 1e-3));

    [Fact]
    public void LogStaysWithinTwoUnits() => Within("Log", Math.Log, (1e-44, 1e-37), (1e-3, 4), (1, 3e38));

    [Fact]
    public void Log1pStaysWithinTwoUnits() => Within("Log1p", Log1p, (-0.999, 4), (-1e-3, 1e-3), (1, 3e38));

    [Fact]
    public void TanhStaysWithinTwoUnits() => Within("Tanh", Math.Tanh, (-12, 12), (-1, 1), (-1e-3, 1e-3));

    // Three roundings follow each other (e^−|x|, the sum, the quotient); taking out what the sum loses would cost a fifth of the speed. Below −87 the result is 0.
    [Fact]
    public void SigmoidStaysWithinTwoAndAHalfUnits() => WithinUnits(2.5, "Sigmoid", x => 1 / (1 + Math.Exp(-x)), (-86.9, 100), (-8, 8));

    [Fact]
    public void ErfStaysWithinTwoUnits() => Within("Erf", MathNet.Numerics.SpecialFunctions.Erf, (-5, 5), (-1.2, 1.2), (-1e-3, 1e-3));

    [Fact]
    public void SinStaysWithinTwoUnits() => Within("Sin", Math.Sin, (-10, 10), (-49_999, 49_999), (1e6, 1e9));

    [Fact]
    public void CosStaysWithinTwoUnits() => Within("Cos", Math.Cos, (-10, 10), (-49_999, 49_999), (1e6, 1e9));

    static double Expm1(double x) => Math.Abs(x) < 1e-2 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5)))))))) : Math.Exp(x) - 1;

    static double Log1p(double x) => Math.Abs(x) < 1e-3 ? x * (1 - (x * (0.5 - (x * ((1.0 / 3) - (x * 0.25)))))) : Math.Log(1 + x);

    static void Within(string k, Func<double, double> exact, params (double Low, double High)[] ranges) => WithinUnits(2, k, exact, ranges);

    static void WithinUnits(double units, string k, Func<double, double> exact, params (double Low, double High)[] ranges)
    {
        float[] x = new float[N], y = new float[N];
        foreach ((double low, double high) in ranges)
        {
            for (int i = 0; i < N; i++) x[i] = (float)(low + ((high - low) * i / (N - 1)));
            fixed (float* px = x, py = y) Formulas.UnaryNamed(k).Run(DType.Float32, px, py, N, 0, 0, SimdWidth.Bits);
            for (int i = 0; i < N; i++)
            {
                double want = exact(x[i]);
                float size = Math.Abs((float)want);
                if (float.IsInfinity(size) && float.IsInfinity(y[i])) continue;
                double unit = Math.Max(float.Epsilon, (double)MathF.BitIncrement(size) - size);
                Assert.True(Math.Abs(y[i] - want) <= units * unit, $"{k}({x[i]:R}) = {y[i]:R}, exactly {want:R}: {Math.Abs(y[i] - want) / unit:F2} units");
            }
        }
    }

    [Fact]
    public void DoubleFunctionsOfOurOwnAreAccurate()
    {
        for (int i = -3000; i <= 3000; i++)
        {
            double x = i / 500.0;
            Assert.Equal(MathNet.Numerics.SpecialFunctions.Erf(x), DoubleMath.Erf(x), 1e-14);
            Assert.Equal(2 * Math.Exp(x / 2) * Math.Sinh(x / 2), DoubleMath.Expm1(x), Math.Max(1e-16, 1e-13 * Math.Abs(DoubleMath.Expm1(x))));
            Assert.Equal(x, DoubleMath.Log1p(DoubleMath.Expm1(x)), 1e-14 * (Math.Abs(x) + Math.Abs(1 - Math.Exp(-x))));
        }
    }

    [Fact]
    public void SpecialValuesAreExact()
    {
        Assert.Equal(0f, One("Exp", float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, One("Exp", 89));
        Assert.Equal(1f, One("Exp", 0));
        Assert.Equal(float.NegativeInfinity, One("Log", 0));
        Assert.Equal(float.PositiveInfinity, One("Log", float.PositiveInfinity));
        Assert.True(float.IsNaN(One("Log", -1)));
        Assert.True(float.IsNaN(One("Log1p", -1.5f)));
        Assert.Equal(float.NegativeInfinity, One("Log1p", -1));
        Assert.Equal(float.PositiveInfinity, One("Log1p", float.PositiveInfinity));
        foreach (string k in (string[])["Expm1", "Log1p", "Tanh", "Erf", "Sin"])
        {
            Assert.True(float.IsNegative(One(k, -0f)), $"{k}(-0)");
            Assert.Equal(k == "Erf" ? 1.1283791670955126 * 1e-41 : 1e-41, One(k, 1e-41f), 3e-45);
            Assert.True(float.IsNaN(One(k, float.NaN)));
        }
    }

    static float One(string k, float x)
    {
        float y;
        Formulas.UnaryNamed(k).Run(DType.Float32, &x, &y, 1, 0, 0, SimdWidth.Bits);
        return y;
    }
}
