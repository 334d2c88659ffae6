using System.Globalization;

namespace Hebb.Formats;

/// <summary>Reads one value of a table: a number in any spelling that NumPy, pandas, C and .NET write, infinities and "not a number" included.</summary>
static class CsvNumber
{
    /// <summary>Reads a number.</summary>
    /// <param name="text">The value without quotation marks and spaces around it.</param>
    /// <param name="number">The number.</param>
    /// <param name="isWhole">Whether it is written as a whole number: 7, not 7.0.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out double number, out bool isWhole)
    {
        number = 0;
        isWhole = true;
        if (text.Length is > 0 and <= 9)
        {
            int whole = 0, at = 0;
            while (at < text.Length && (uint)(text[at] - '0') <= 9) whole = (whole * 10) + (text[at++] - '0');
            if (at == text.Length)
            {
                number = whole;
                return true;
            }
        }

        if (TryWord(text, out number))
        {
            isWhole = false;
            return true;
        }

        // As pandas and Excel write truth values.
        if (text is "True" or "TRUE" or "False" or "FALSE")
        {
            (number, isWhole) = (text[0] == 'T' ? 1 : 0, true);
            return true;
        }

        isWhole = text.IndexOfAnyExcept("+-0123456789") < 0;
        return text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.') && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Whether it is an infinity or "not a number" written as a word.</summary>
    public static bool TryWord(ReadOnlySpan<char> text, out double number)
    {
        number = double.NaN;
        bool isNegative = text.Length > 0 && text[0] is '-' or '\u2212';
        ReadOnlySpan<char> word = text.Length > 0 && (isNegative || text[0] == '+') ? text[1..] : text;
        if (Is(word, "inf") || Is(word, "infinity") || Is(word, "1.#INF") || Is(word, "\u221E")) number = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        else return Is(word, "nan") || Is(word, "1.#QNAN") || Is(word, "1.#SNAN") || Is(word, "1.#IND") || Is(word, "nan(ind)") || Is(word, "nan(snan)");
        return true;
    }

    /// <summary>Whether it is one of the ways to say that a value is missing. None of them is a number.</summary>
    public static bool IsMissing(ReadOnlySpan<char> text) => text.IsEmpty || Is(text, "na") || Is(text, "n/a") || Is(text, "#n/a") || Is(text, "<na>") || Is(text, "null") || Is(text, "none") || Is(text, "nat");

    static bool Is(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
