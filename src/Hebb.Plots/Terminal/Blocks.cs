namespace Hebb.Plots.Terminal;

/// <summary>Bars and shades made of block characters.</summary>
static class Blocks
{
    const string Eighths = " ▏▎▍▌▋▊▉", Rises = " ▁▂▃▄▅▆▇█", Shades = " ░▒▓█";

    /// <summary>A bar to the right, in eighths of a character.</summary>
    public static string Row(double length)
    {
        int eighths = (int)Math.Round(8 * length);
        string end = eighths % 8 == 0 ? string.Empty : Eighths[eighths % 8].ToString();
        return new string('█', eighths / 8) + end;
    }

    /// <summary>The character of one line of a column that is some lines high.</summary>
    /// <param name="height">The column's height in lines.</param>
    /// <param name="line">The line, 0 at the bottom.</param>
    public static char Rise(double height, int line) => Rises[(int)Math.Round(8 * Math.Clamp(height - line, 0, 1))];

    /// <summary>A shade for 0 (blank) … 1 (full).</summary>
    public static char Shade(double t) => double.IsNaN(t) ? '?' : Shades[(int)Math.Round(Math.Clamp(t, 0, 1) * (Shades.Length - 1))];
}
