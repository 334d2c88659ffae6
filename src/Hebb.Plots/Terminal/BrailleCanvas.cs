using System.Text;

namespace Hebb.Plots.Terminal;

/// <summary>A grid of characters with 2 × 4 braille dots in each, and letters over them.</summary>
sealed class BrailleCanvas(int columns, int rows, bool color)
{
    // The numbers that Unicode gives the eight dots of a cell, by row and column.
    static ReadOnlySpan<byte> DotBits => [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

    // Blue, orange-red, green, magenta, yellow, cyan, grey: the terminal's own shades, near those of the charts.
    static ReadOnlySpan<byte> Codes => [34, 91, 32, 35, 33, 36, 90, 93];

    readonly byte[] dots = new byte[columns * rows];
    readonly char[] letters = new char[columns * rows];
    readonly sbyte[] series = MakeSeries(columns * rows);

    public int DotColumns => 2 * columns;

    public int DotRows => 4 * rows;

    public void Dot(int x, int y, int of)
    {
        if ((uint)x >= (uint)DotColumns || (uint)y >= (uint)DotRows) return;
        int cell = (y / 4 * columns) + (x / 2);
        dots[cell] |= DotBits[((y % 4) * 2) + (x % 2)];
        series[cell] = (sbyte)(of % Codes.Length);
    }

    public void Line(double x1, double y1, double x2, double y2, int of)
    {
        int steps = (int)Math.Min(4096, Math.Ceiling(Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)))) + 1;
        for (int i = 0; i <= steps; i++) Dot((int)Math.Round(x1 + ((x2 - x1) * i / steps)), (int)Math.Round(y1 + ((y2 - y1) * i / steps)), of);
    }

    public void Letter(int column, int row, char letter, int of)
    {
        if ((uint)column >= (uint)columns || (uint)row >= (uint)rows) return;
        letters[(row * columns) + column] = letter;
        if (of >= 0) series[(row * columns) + column] = (sbyte)(of % Codes.Length);
    }

    public void Row(int row, StringBuilder text)
    {
        for (int i = 0; i < columns; i++)
        {
            int cell = (row * columns) + i;
            char c = letters[cell] != 0 ? letters[cell] : dots[cell] == 0 ? ' ' : (char)(0x2800 + dots[cell]);
            text.Append(c == ' ' ? " " : Colored(c.ToString(), series[cell], color));
        }
    }

    public static string Colored(string text, int of, bool color) =>
        color && of >= 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\u001b[{Codes[of % Codes.Length]}m{text}\u001b[0m") : text;

    static sbyte[] MakeSeries(int count)
    {
        var none = new sbyte[count];
        Array.Fill(none, (sbyte)-1);
        return none;
    }
}
