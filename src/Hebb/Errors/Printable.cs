using System.Globalization;
using System.Text;

namespace Hebb;

/// <summary>
/// Text from outside, such as the name of a folder or a class, made fit to be printed in one line: control characters would break tables and steer terminals, marks of direction
/// would turn what follows around, and XML may not hold either.
/// </summary>
static class Printable
{
    /// <summary>The text with every such character written as it would be in a program: \n, \t, \x1B, \u202E.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = 0;
        while (first < text.Length && !IsUnfit(text, first)) first++;
        if (first == text.Length) return text;
        var line = new StringBuilder(text, 0, first, text.Length + 8);
        for (int i = first; i < text.Length; i++)
        {
            if (IsUnfit(text, i)) line.Append(Escape(text[i]));
            else line.Append(text[i]);
        }

        return line.ToString();
    }

    static bool IsUnfit(string text, int index)
    {
        char c = text[index];
        if (c < 0x7F) return c < ' ';
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,

            // Marks that shape letters and join emoji stay.
            UnicodeCategory.Format => c is not ('\u00AD' or '\u200C' or '\u200D'),
            UnicodeCategory.Surrogate => char.IsHighSurrogate(c) ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]) : index == 0 || !char.IsHighSurrogate(text[index - 1]),
            _ => c >= '\uFFFE',
        };
    }

    static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < (char)0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };
}
