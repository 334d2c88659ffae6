using System.Globalization;

namespace Hebb.Conformance;

/// <summary>Compares what was computed with what must come out: error = max |got − out| / max(1, |out|), integers equal, shapes equal, no NaN.</summary>
public static class TensorComparison
{
    /// <summary>Compares one tensor.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="got">What was computed.</param>
    /// <param name="expected">What must come out.</param>
    /// <param name="tolerance">The largest error allowed; unused for integers.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Compare(string name, Tensor got, Tensor expected, double tolerance)
    {
        if (got.Shape != expected.Shape) return $"{name}: got shape {got.Shape}, expected {expected.Shape}";
        return expected.DType.IsFloatingPoint ? CompareNumbers(name, got, expected, tolerance) : CompareIntegers(name, got, expected);
    }

    static string? CompareIntegers(string name, Tensor got, Tensor expected)
    {
        if (got.DType.IsFloatingPoint) return $"{name}: got type {got.DType}, expected integers";
        long[] a = got.ToArray<long>(), b = expected.ToArray<long>();
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i]) return $"{name}{Place(expected.Shape, i)}: got {a[i]}, expected {b[i]}";
        }

        return null;
    }

    static string? CompareNumbers(string name, Tensor got, Tensor expected, double tolerance)
    {
        double[] a = got.ToArray<double>(), b = expected.ToArray<double>();
        int worst = -1;
        double error = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double e = a[i].Equals(b[i]) && !double.IsNaN(b[i]) ? 0 : Math.Abs(a[i] - b[i]) / Math.Max(1, Math.Abs(b[i]));
            if (e <= error) continue;
            worst = i;
            error = e;
            if (double.IsNaN(e)) break;
        }

        if (worst < 0 || error <= tolerance) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{name}{Place(expected.Shape, worst)}: got {a[worst]:R}, expected {b[worst]:R}, error {error:0.##e+0} > {tolerance:0.##e+0}");
    }

    static string Place(Shape shape, int index)
    {
        var place = new int[shape.Rank];
        for (int axis = place.Length - 1; axis >= 0; axis--)
        {
            place[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return $"[{string.Join(", ", place)}]";
    }
}
