using nietras.SeparatedValues;

namespace Hebb.Formats;

/// <summary>Tells a first row of names from one of numbers, and the name of pandas' index.</summary>
static class CsvHeader
{
    /// <summary>
    /// Whether a row holds names. The first field decides: a name, or nothing, as pandas writes over its index. A word for an infinity or a missing value is a name only
    /// among names.
    /// </summary>
    public static bool IsOne(SepReader.Row row)
    {
        ReadOnlySpan<char> first = row[0].Span.Trim();
        if (first.IsEmpty) return row.ColCount > 1;
        bool isWord = CsvNumber.TryWord(first, out _) || CsvNumber.IsMissing(first);
        if (!isWord) return !CsvNumber.TryParse(first, out _, out _) && !(char.IsAsciiDigit(first[0]) || first[0] is '-' or '+' or '.');
        for (int column = 1; column < row.ColCount; column++)
        {
            ReadOnlySpan<char> field = row[column].Span.Trim();
            if (CsvNumber.TryParse(field, out _, out _) || CsvNumber.IsMissing(field)) return false;
        }

        return row.ColCount > 1;
    }

    /// <summary>Whether it is what pandas calls an index without a name when it writes it, or when it has read and writes it again.</summary>
    public static bool IsIndexName(ReadOnlySpan<char> name) => name.Trim() is "" or "Unnamed: 0";
}
