using System.Text;

namespace Hebb.Formats;

/// <summary>Looks at names and texts before they are written.</summary>
static class StoredText
{
    /// <summary>Refuses what UTF-8 cannot hold. Writers would put the same mark in its place each time, and two names could become one.</summary>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public static void Check(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
            {
                if (Rune.DecodeFromUtf16(rest, out _, out int length) != System.Buffers.OperationStatus.Done)
                    throw new ArgumentException($"'{Printable.Line(text)}' cannot be written: it holds half of a surrogate pair (U+{(int)rest[0]:X4}), which no file of text can.", nameof(texts));
                rest = rest[length..];
            }
        }
    }
}
