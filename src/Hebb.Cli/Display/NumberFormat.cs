using System.Globalization;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Display;

/// <summary>How numbers look everywhere on the command line.</summary>
static class NumberFormat
{
    public static string Percent(double part) => Percent(part, 1);

    public static string Percent(double part, int decimals) => double.IsNaN(part) ? "–" : (100 * part).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %";

    public static string Rate(double rate) => TrainingSetup.Text(rate);

    public static string Count(double number) => double.IsNaN(number) ? "–" : number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Loss(double loss) => loss.ToString("F4", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:D2} min");

    public static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F0} KB");
}
