using System.Globalization;
using System.Text;

namespace Hebb.Plots.Svg;

/// <summary>Numbers as text, the same in every culture.</summary>
static class NumberText
{
    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Coordinate(double value)
    {
        double rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>A value with a number of significant digits, with a true minus sign; powers of ten for the very large and small.</summary>
    public static string Value(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        double size = Math.Abs(value);
        if (size is >= 1e6 or < 1e-4)
        {
            string[] parts = value.ToString(string.Create(CultureInfo.InvariantCulture, $"0.{new string('#', digits - 1)}e0"), CultureInfo.InvariantCulture).Split('e');
            return WithMinus(parts[0]) + "×10" + Superscript(int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));
        return WithMinus(Math.Round(value, Math.Min(decimals, 15)).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture));
    }

    /// <summary>A value with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && !text.AsSpan(1).ContainsAnyExcept('0', '.') ? text[1..] : WithMinus(text);
    }

    /// <summary>A whole number in raised digits.</summary>
    public static string Superscript(int value) => Replace(value, "⁰¹²³⁴⁵⁶⁷⁸⁹", '⁻');

    /// <summary>A whole number in lowered digits.</summary>
    public static string Subscript(int value) => Replace(value, "₀₁₂₃₄₅₆₇₈₉", '₋');

    static string WithMinus(string text) => text.Replace('-', '−');

    static string Replace(int value, string digits, char minus)
    {
        var text = new StringBuilder();
        foreach (char c in value.ToString(CultureInfo.InvariantCulture)) text.Append(c == '-' ? minus : digits[c - '0']);
        return text.ToString();
    }
}
