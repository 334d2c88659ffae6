using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Hebb.Cli;

/// <summary>Options whose values are checked as they are read, with messages that say what was expected and what came.</summary>
static class CheckedOption
{
    /// <summary>A whole number in a range.</summary>
    public static Option<int?> Whole(string name, string description, int least, int most, string placeholder = "N") => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = result => int.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : Refuse<int?>(result, name, most == int.MaxValue ? $"a whole number, {least} or more" : $"a whole number from {least} to {most:N0}"),
    };

    /// <summary>A seed: a whole number, 0 or more.</summary>
    public static Option<ulong?> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ulong.TryParse(Word(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : Refuse<ulong?>(result, "--seed", "a whole number, 0 or more"),
    };

    /// <summary>A finite number above 0.</summary>
    public static Option<double?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => double.TryParse(Word(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
            ? value
            : Refuse<double?>(result, name, "a number above 0, with a decimal point, such as 0.01 or 1e-3"),
    };

    /// <summary>Whole numbers in a range, divided by commas.</summary>
    public static Option<int[]?> WholeList(string name, string description, int least, int most, string placeholder) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = result =>
        {
            string[] words = Word(result).Split(',');
            var values = new int[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]) || values[i] < least || values[i] > most)
                    return Refuse<int[]?>(result, name, $"whole numbers from {least} to {most:N0} divided by commas, such as {placeholder}");
            }

            return values;
        },
    };

    /// <summary>Finite numbers, divided by commas.</summary>
    public static Option<double[]?> NumberList(string name, string description, string placeholder) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = result =>
        {
            string[] words = Word(result).Split(',');
            var values = new double[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]) || (name is "--std" && values[i] <= 0))
                    return Refuse<double[]?>(result, name, $"numbers{(name is "--std" ? " above 0" : string.Empty)} divided by commas, such as {placeholder}");
            }

            return values;
        },
    };

    /// <summary>One of some words.</summary>
    public static Option<string?> Word(string name, string description, IReadOnlyList<string> words, string? placeholder = null) => new(name)
    {
        Description = description,
        HelpName = placeholder ?? string.Join('|', words),
        CustomParser = result => words.Contains(Word(result), StringComparer.Ordinal) ? Word(result) : Refuse<string?>(result, name, string.Join(" or ", words)),
    };

    /// <summary>A path, or another text that may not be empty.</summary>
    public static Option<string?> Path(string name, string description, string placeholder) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = result => Word(result) is { Length: > 0 } path ? path : Refuse<string?>(result, name, placeholder is "NAME" or "TAG" or "WORDS" ? "a text" : "a path"),
    };

    static string Word(ArgumentResult result) => result.Tokens[0].Value;

    static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} takes {expected}; it got '{Word(result)}'.");
        return default;
    }
}
