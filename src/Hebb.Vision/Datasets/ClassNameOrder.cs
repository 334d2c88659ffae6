using System.Globalization;

namespace Hebb.Vision.Datasets;

/// <summary>The order of class folders: names that are whole numbers as numbers (2 before 10) and before all others, which follow letter by letter.</summary>
sealed class ClassNameOrder : IComparer<string>
{
    public static ClassNameOrder Instance { get; } = new();

    /// <summary>Whether a name is a whole number.</summary>
    public static bool IsNumber(string? name, out int number) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public int Compare(string? x, string? y)
    {
        bool first = IsNumber(x, out int a), second = IsNumber(y, out int b);
        int order = first && second ? a.CompareTo(b) : second.CompareTo(first);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }
}
