using System.Globalization;
using System.Text;

namespace Hebb;

/// <summary>How many columns of a terminal a text takes: Chinese, Japanese, Korean and emoji take two, marks that stand on others none. Columns of tables are filled and cut by it.</summary>
static class TextWidth
{
    // The ranges of Unicode's East Asian Width property with the values W and F, joined where nothing else lies between.
    static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
        (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1F200, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3E0, 0x1F3F0), (0x1F3F8, 0x1F43E),
        (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F550, 0x1F567), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6EB, 0x1F6FC), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The columns that a text takes.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Of(rune);
        return width;
    }

    /// <summary>The text, or its beginning and an ellipsis, in at most so many columns; no character is cut in two.</summary>
    public static string Cut(string text, int max) => Of(text) <= max ? text : Start(text, max - 1) + "…";

    /// <summary>The beginning of a text that fits.</summary>
    public static string Start(string text, int max)
    {
        int width = 0, end = 0;
        TextElementEnumerator parts = StringInfo.GetTextElementEnumerator(text);
        while (parts.MoveNext())
        {
            string part = parts.GetTextElement();
            if ((width += Of(part)) > max) break;
            end = parts.ElementIndex + part.Length;
        }

        return text[..end];
    }

    /// <summary>The text with blanks behind it, so that it fills a column.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>The text with blanks before it, so that it fills a column.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control ? 0 : 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        return Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}
