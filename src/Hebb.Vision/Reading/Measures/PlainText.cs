namespace Hebb.Vision.Reading.Measures;

/// <summary>A text as it is compared: one space between words, one line feed between lines, nothing at the ends.</summary>
static class PlainText
{
    public static string Of(string text, bool caseSensitive)
    {
        IEnumerable<string> lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0);
        string plain = string.Join('\n', lines);
        return caseSensitive ? plain : plain.ToUpperInvariant();
    }
}
