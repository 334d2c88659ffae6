using System.Numerics;

namespace Hebb.Tests;

/// <summary>Inputs and comparisons that the kernel tests share.</summary>
static class KernelData
{
    public static readonly int[] Widths = [0, 128, 256, 512];

    public static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 2.5, -2.5, 3, -3, 6, -6, 20, -20, 21, 100, -100, 1000, -1000, 1e-30, -1e-30, 1e-42, -1e-42, 1e30, -1e30,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Special values first, then random ones of many sizes.</summary>
    public static T[] Values<T>(int n, int seed, bool special = true)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        var x = new T[n];
        bool real = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        for (int i = 0; i < n; i++)
        {
            if (!real) x[i] = T.CreateTruncating(random.Next(-1000, 1000));
            else if (special && random.Next(3) == 0) x[i] = T.CreateTruncating(Special[random.Next(Special.Length)]);
            else x[i] = T.CreateTruncating((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 2)));
        }

        return x;
    }

    /// <summary>Equal when both are NaN, the same infinity, or near: relative to the size and to an absolute floor.</summary>
    public static void AssertNear<T>(double expected, T actual, double tolerance, string what)
        where T : INumber<T>
    {
        double got = double.CreateChecked(actual);
        double want = double.CreateChecked(T.CreateSaturating(expected));
        if (double.IsNaN(want) && double.IsNaN(got)) return;
        if (want.Equals(got) || want == got) return;
        bool near = Math.Abs(got - expected) <= tolerance * Math.Max(1e-2, Math.Abs(expected));
        Assert.True(near, $"{what}: expected {expected:R}, got {got:R}");
    }

    public static double Tolerance<T>() => typeof(T) == typeof(float) ? 1e-6 : 1e-13;
}
