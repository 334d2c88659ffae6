using System.Globalization;

namespace Hebb.Vision.Insight;

/// <summary>What classes are called in captions.</summary>
static class ClassNames
{
    /// <summary>A class's name, or its number where there are no names or too few.</summary>
    public static string Of(IReadOnlyList<string>? names, long c) => names is not null && c >= 0 && c < names.Count ? names[(int)c] : c.ToString(CultureInfo.InvariantCulture);

    /// <summary>"97.3 %".</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
