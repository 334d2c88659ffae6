using System.CommandLine;
using System.CommandLine.Parsing;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Commands;

/// <summary>The option of a setting.</summary>
static class SettingOption
{
    /// <summary>Makes it: its name, what it takes and its help come from the table of settings.</summary>
    public static Option<object?> Of(Setting setting) => new(setting.Option)
    {
        Description = Help(setting),
        HelpName = setting.Placeholder,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => setting.Parse(result.Tokens[0].Value) ?? Refuse(result, setting),
    };

    static object? Refuse(ArgumentResult result, Setting setting)
    {
        result.AddError($"{setting.Option} takes {setting.ExpectedWord()}; it got '{result.Tokens[0].Value}'.");
        return null;
    }

    // Words that the placeholder does not show stand in the help.
    static string Help(Setting setting)
    {
        string text = setting.Description.TrimEnd('.');
        if (setting.Words.Count > 0 && !setting.Placeholder.Contains('|', StringComparison.Ordinal)) text += $": {string.Join(", ", setting.Words)}";
        return TrainingDefaults.TextOf(setting) is { } otherwise ? $"{text} [default: {otherwise}]." : $"{text}.";
    }
}
