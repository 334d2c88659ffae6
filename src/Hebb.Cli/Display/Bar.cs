namespace Hebb.Cli.Display;

/// <summary>Bars of block characters.</summary>
static class Bar
{
    const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>A bar that fills a part of a width to the eighth of a column; a part above 0 always shows.</summary>
    public static string Of(double part, int width)
    {
        int eighths = double.IsNaN(part) ? 0 : (int)Math.Round(Math.Clamp(part, 0, 1) * width * 8);
        if (part > 0 && eighths == 0) eighths = 1;
        string full = new('█', eighths / 8);
        return (eighths % 8 == 0 ? full : full + Eighths[eighths % 8]).PadRight(width);
    }
}
