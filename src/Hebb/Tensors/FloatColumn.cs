namespace Hebb;

/// <summary>
/// Floating-point numbers printed side by side as NumPy does: with at most 8 digits after the point, all with the point in one column; in scientific notation
/// if the largest is 1e8 or more, the smallest below 1e-4, or their quotient above 1,000.
/// </summary>
internal static class FloatColumn
{
    const int Precision = 8;

    internal static string[] Words(double[] values, DType type)
    {
        double[] finite = Array.FindAll(values, double.IsFinite);
        bool isScientific = IsScientific(finite, type);
        DecimalDigits[] digits = Array.ConvertAll(finite, value => Shown(value, type, isScientific));
        int left = 0, right = 0, exponentDigits = 0;
        foreach (DecimalDigits one in digits)
        {
            left = Math.Max(left, (one.IsNegative ? 1 : 0) + (isScientific ? 1 : one.IntegerLength));
            right = Math.Max(right, isScientific ? one.Digits.Length - 1 : one.FractionLength);
            exponentDigits = Math.Max(exponentDigits, isScientific ? one.ExponentDigits : 0);
        }

        int exponentWidth = isScientific && finite.Length > 0 ? exponentDigits + 2 : 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) left = Math.Max(left, Special(value).Length - (right + exponentWidth + 1));
        }

        var words = new string[values.Length];
        int next = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                words[i] = Special(values[i]).PadLeft(left + 1 + right + exponentWidth);
                continue;
            }

            DecimalDigits one = digits[next++];
            // NumPy fills a short mantissa with the digits that the number really has, not with zeros.
            if (isScientific && one.Digits.Length <= right) one = DecimalDigits.Rounded(values[i], right + 1);
            string text = isScientific ? one.Scientific(right, exponentDigits) : one.Positional();
            words[i] = isScientific ? text.PadLeft(left + 1 + right + exponentWidth) : text.PadLeft(left + 1 + one.FractionLength).PadRight(left + 1 + right);
        }

        return words;
    }

    /// <summary>One number as NumPy prints a scalar: all digits that tell it from its neighbours.</summary>
    internal static string Alone(double value, DType type)
    {
        if (!double.IsFinite(value)) return Special(value);
        DecimalDigits digits = DecimalDigits.Shortest(value, type);
        double size = Math.Abs(value);
        if (size == 0 || size is >= 1e-4 and < 1e16)
        {
            string text = digits.Positional();
            return text[^1] == '.' ? text + "0" : text;
        }

        string scientific = digits.Scientific(digits.Digits.Length - 1, 2);
        return scientific.Replace(".e", "e", StringComparison.Ordinal);
    }

    // The quotient is rounded to the type of the elements, as NumPy's is.
    static bool IsScientific(double[] finite, DType type)
    {
        double max = 0, min = double.PositiveInfinity;
        foreach (double value in finite)
        {
            double size = Math.Abs(value);
            if (size == 0) continue;
            max = Math.Max(max, size);
            min = Math.Min(min, size);
        }

        double quotient = type switch
        {
            DType.Float64 => max / min,
            DType.Float32 => (float)max / (float)min,
            _ => (double)((Half)max / (Half)min),
        };
        return max > 0 && (max >= 1e8 || min < 1e-4 || quotient > 1000);
    }

    static DecimalDigits Shown(double value, DType type, bool isScientific)
    {
        DecimalDigits shortest = DecimalDigits.Shortest(value, type);
        int kept = isScientific ? Precision + 1 : shortest.Exponent + 1 + Precision;
        return shortest.Digits.Length <= kept ? shortest : DecimalDigits.Rounded(value, kept);
    }

    static string Special(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
