using System.Globalization;

namespace Hebb;

/// <summary>A finite number as decimal digits d₀.d₁d₂… · 10^exponent, without zeros at the end.</summary>
/// <param name="IsNegative">Whether it has a minus sign, which −0 has.</param>
/// <param name="Digits">At least one digit; "0" for zero.</param>
/// <param name="Exponent">The power of ten of the first digit.</param>
internal readonly record struct DecimalDigits(bool IsNegative, string Digits, int Exponent)
{
    /// <summary>The digits before the point, at least one.</summary>
    internal int IntegerLength => Math.Max(Exponent + 1, 1);

    /// <summary>The digits behind the point.</summary>
    internal int FractionLength => Digits == "0" ? 0 : Math.Max(0, Digits.Length - 1 - Exponent);

    /// <summary>The digits of the exponent, at least two.</summary>
    internal int ExponentDigits => Math.Abs(Exponent) >= 100 ? 3 : 2;

    /// <summary>The fewest digits that tell a number from its neighbours in its type.</summary>
    internal static DecimalDigits Shortest(double value, DType type) => Parse(type switch
    {
        DType.Float64 => value.ToString("R", CultureInfo.InvariantCulture),
        DType.Float32 => ((float)value).ToString("R", CultureInfo.InvariantCulture),
        _ => ((Half)value).ToString("R", CultureInfo.InvariantCulture),
    });

    /// <summary>A number correctly rounded to so many digits, ties to the even digit; 0 digits leave nothing but what rounds up to one.</summary>
    internal static DecimalDigits Rounded(double value, int count)
    {
        // A double has at most 767 digits, so this is all of them.
        string text = value.ToString("E800", CultureInfo.InvariantCulture);
        DecimalDigits exact = Parse(text);
        if (count < 0) return exact with { Digits = "0", Exponent = 0 };
        string all = exact.Digits.PadRight(count + 1, '0');
        char following = all[count];
        bool isOdd = count > 0 && (all[count - 1] - '0') % 2 == 1;
        bool isUp = following > '5' || following == '5' && (isOdd || all.AsSpan(count + 1).ContainsAnyExcept('0'));
        char[] kept = all[..count].ToCharArray();
        if (!isUp) return Trimmed(exact.IsNegative, new string(kept), exact.Exponent);
        int place = count - 1;
        while (place >= 0 && kept[place] == '9') kept[place--] = '0';
        if (place < 0) return new DecimalDigits(exact.IsNegative, "1", exact.Exponent + 1);
        kept[place]++;
        return Trimmed(exact.IsNegative, new string(kept), exact.Exponent);
    }

    /// <summary>With a point and no exponent: "1.", "-0.25", "1200.".</summary>
    internal string Positional()
    {
        string whole = Exponent < 0 ? "0" : Digits[..Math.Min(Digits.Length, Exponent + 1)].PadRight(Exponent + 1, '0');
        string fraction = FractionLength == 0 ? string.Empty : Exponent < 0 ? new string('0', -Exponent - 1) + Digits : Digits[(Exponent + 1)..];
        return $"{(IsNegative ? "-" : string.Empty)}{whole}.{fraction}";
    }

    /// <summary>With an exponent: "1.50e+03".</summary>
    /// <param name="fraction">The digits behind the point, filled with zeros.</param>
    /// <param name="exponentDigits">The digits of the exponent.</param>
    internal string Scientific(int fraction, int exponentDigits)
    {
        string size = Math.Abs(Exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
        return $"{(IsNegative ? "-" : string.Empty)}{Digits[0]}.{Digits[1..].PadRight(fraction, '0')}e{(Exponent < 0 ? '-' : '+')}{size}";
    }

    // Reads what .NET prints: 12.5, -1E-05, 1.25E+20.
    static DecimalDigits Parse(string text)
    {
        bool isNegative = text[0] == '-';
        if (isNegative) text = text[1..];
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        string digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        int zeros = digits.AsSpan().IndexOfAnyExcept('0');
        return zeros < 0 ? new DecimalDigits(isNegative, "0", 0) : Trimmed(isNegative, digits[zeros..], exponent - zeros);
    }

    static DecimalDigits Trimmed(bool isNegative, string digits, int exponent)
    {
        string kept = digits.TrimEnd('0');
        return kept.Length == 0 ? new DecimalDigits(isNegative, "0", 0) : new DecimalDigits(isNegative, kept, exponent);
    }
}
