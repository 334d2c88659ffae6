namespace Hebb.Backends.Cpu;

/// <summary>The functions of one double that <see cref="Math"/> lacks; relative error below 1e-14.</summary>
internal static class DoubleMath
{
    /// <summary>eˣ − 1 without cancellation (Kahan's quotient, which cancels the rounding error of eˣ against that of its logarithm).</summary>
    internal static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5) return x + (x * x * (0.5 + (x * (1.0 / 6))));
        double u = Math.Exp(x);
        if (double.IsInfinity(u) || double.IsNaN(u)) return u;
        double less = u - 1;
        return less == -1 ? -1 : less * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) without losing small x (the same idea as in <see cref="Expm1"/>).</summary>
    internal static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1) return x;
        double log = Math.Log(u);
        return double.IsFinite(log) && u < 1e15 ? log * x / (u - 1) : log;
    }

    internal static double Sigmoid(double x)
    {
        double z = Math.Exp(-Math.Abs(x));
        return (x < 0 ? z : 1) / (1 + z);
    }

    /// <summary>
    /// The error function: below 2.5 the all-positive series (2/√π)·e^(−x²)·Σ 2ⁿx²ⁿ⁺¹/(2n+1)!!, above it one minus the continued fraction of erfc
    /// (Abramowitz and Stegun 7.1.6 and 7.1.14).
    /// </summary>
    internal static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x) || x == 0) return x;
        if (size > 6) return Math.Sign(x);
        double square = x * x;
        if (size < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            {
                term *= 2 * square / ((2 * n) + 1);
                sum += term;
            }

            return 1.1283791670955126 * Math.Exp(-square) * sum;
        }

        double fraction = 0;
        for (int n = 60; n >= 1; n--) fraction = n * 0.5 / (size + fraction);
        double complement = Math.Exp(-square) * 0.5641895835477563 / (size + fraction);
        return Math.CopySign(1 - complement, x);
    }
}
