namespace Hebb.Plots.Svg;

/// <summary>
/// How wide a text will be, without a font at hand: the advance widths of Helvetica (Adobe's font metrics), which Arial, Liberation Sans and Nimbus Sans
/// share. Layout needs this to leave room for labels.
/// </summary>
static class FontMetrics
{
    /// <summary>What browsers pick from; all but the last have the widths below.</summary>
    public const string Family = "Helvetica Neue,Helvetica,Arial,Liberation Sans,Nimbus Sans,sans-serif";

    // Thousandths of the size for the characters from the space to the tilde.
    static ReadOnlySpan<short> Widths =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="bold">Whether it is bold: about 6 % wider.</param>
    public static double Width(string text, double size, bool bold = false)
    {
        double sum = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes()) sum += Advance(rune.Value);
        return sum * size * (bold ? 1.06 : 1) / 1000;
    }

    /// <summary>The text, or as much of it as fits with an ellipsis behind.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        int length = text.Length;
        while (length > 1 && Width(text[..length] + "…", size) > width) length--;
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }

    static int Advance(int rune) => rune switch
    {
        >= 32 and <= 126 => Widths[rune - 32],
        '·' or 'ı' => 278,
        '…' or '—' => 1000,
        '→' or '←' => 1000,
        '−' or '×' or '±' or '÷' or '≤' or '≥' => 584,
        '²' or '³' or '¹' => 333,
        >= 0x2070 and <= 0x209C => 370,
        >= 0x0300 and <= 0x036F => 0,
        >= 0x0370 and <= 0x03FF => 600,
        >= 0x00C0 and <= 0x024F => 620,
        >= 0x1100 => 1000,
        _ => 640,
    };
}
