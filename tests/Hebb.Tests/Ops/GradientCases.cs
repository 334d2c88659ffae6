using System.Reflection;

namespace Hebb.Tests;

/// <summary>
/// The table that <see cref="GradientCoverageTests"/> works through. Each topic's file holds a static method that returns its cases; all of them are found.
/// </summary>
public static partial class GradientCases
{
    static readonly Lazy<IReadOnlyList<GradientCase>> Cases = new(Collect);

    public static IReadOnlyList<GradientCase> All => Cases.Value;

    public static GradientCase Named(string name) => All.Single(one => one.Name == name);

    static GradientCase[] Collect() =>
    [
        .. typeof(GradientCases).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(method => method.ReturnType == typeof(IEnumerable<GradientCase>) && method.GetParameters().Length == 0)
            .OrderBy(method => method.Name, StringComparer.Ordinal)
            .SelectMany(method => (IEnumerable<GradientCase>)method.Invoke(null, null)!),
    ];

    /// <summary>Uniform random Float64 numbers, the same on every call.</summary>
    static Tensor Between(double low, double high, Shape shape, ulong seed = 1) => Tensor.Rand(shape, low, high, new Generator(seed), DType.Float64);

    /// <summary>Distinct values of both signs, a step of 0.37 apart in random order and none nearer to 0 than 0.18: no kink, no tie.</summary>
    static Tensor Apart(Shape shape, ulong seed = 1)
    {
        int[] order = new Generator(seed).Permutation(shape.Count);
        return Tensor.From(order.Select(place => (place - (shape.Count / 2) + 0.5) * 0.37).ToArray(), shape);
    }

    static Tensor Labels(params long[] values) => Tensor.From(values);

    static Tensor Mask(Shape shape, params int[] bits) => Tensor.From(bits.Select(bit => bit != 0).ToArray(), shape);
}
