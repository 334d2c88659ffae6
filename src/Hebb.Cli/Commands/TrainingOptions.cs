using System.CommandLine;
using Hebb.Cli.Configuration;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Commands;

/// <summary>The argument and the options that say what is trained and how: those of train and lr-find, one for each setting.</summary>
sealed class TrainingOptions
{
    readonly Argument<string?> data = new("data") { Description = TrainingSetting.Data.Description, HelpName = TrainingSetting.Data.Placeholder, Arity = ArgumentArity.ZeroOrOne };
    readonly (Setting Setting, Option<object?> Option)[] options = [.. TrainingSetting.All.Where(setting => setting.Option.Length > 0).Select(setting => (setting, SettingOption.Of(setting)))];
    readonly Option<string?> config = CheckedOption.Path("--config", "A configuration to start from: a JSON file, or the folder of a run. Other options win over it.", "FILE");

    // An option of an earlier version.
    readonly Option<string?> hidden = new("--hidden") { Hidden = true };

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(data);
        foreach ((_, Option<object?> option) in options) command.Add(option);
        command.Add(config);
        command.Add(hidden);
    }

    /// <summary>Reads what was asked for, over the configuration file if one was named.</summary>
    /// <exception cref="HebbException">No data is named, or the file is wrong.</exception>
    public TrainingSettings Read(ParseResult result, Command command)
    {
        if (result.GetValue(data) is { } word && word.StartsWith('-')) throw ParseProblem.Unknown(word, command);
        if (result.GetValue(hidden) is { } units) throw new UsageException("There is no option --hidden any more: the units of the hidden layers are part of the network's name.", $"--model mlp:{units}");
        TrainingSettings asked = new TrainingSettings().With(TrainingSetting.Data, result.GetValue(data));
        foreach ((Setting setting, Option<object?> option) in options) asked = asked.With(setting, result.GetValue(option));
        if (result.GetValue(config) is { } file) asked = asked.Over(ConfigFile.Read(file));
        if (asked[TrainingSetting.Data] is { Length: > 0 }) return asked;
        string path = HelpPage.Path(command);
        throw new UsageException($"'{path}' needs to know what: a data set, such as mnist, or a folder with one folder of images for each class.", $"{path} mnist; hebb data list shows the data sets.");
    }
}
