using System.CommandLine;
using System.CommandLine.Parsing;
using Hebb.Cli.Configuration;

namespace Hebb.Cli.Commands;

/// <summary>The argument and the options that say what is trained and how: those of train, lr-find and sweep.</summary>
sealed class TrainingOptions
{
    readonly Argument<string?> data = new("data") { Description = "A data set that Hebb knows (hebb data list), or a folder with one folder of images for each class.", HelpName = "DATA|FOLDER", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> model = Values.Path("--model", "The network: mlp:256,128 (units of hidden layers), cnn:small, cnn:medium, resnet20, or a JSON file that lists layers [default: by data set].", "SPEC|FILE");
    readonly Option<int?> epochs = Values.Whole("--epochs", "How often to go through the images [default: by data set].", 1, ConfigKey.MaxEpochs);
    readonly Option<int?> batchSize = Values.Whole("--batch-size", "Images that one step learns from [default: by data set].", 1, ConfigKey.MaxBatch);
    readonly Option<double?> learningRate = Values.Positive("--learning-rate", "The largest step length [default: by optimizer]; hebb lr-find suggests one.");
    readonly Option<string?> optimizer = Values.Word("--optimizer", $"How weights are changed: {string.Join(", ", ConfigKey.Optimizers)} [default: adamw].", ConfigKey.Optimizers, "NAME");
    readonly Option<string?> schedule = Values.Word("--schedule", $"How the step length changes: {string.Join(", ", ConfigKey.Schedules)} [default: one-cycle].", ConfigKey.Schedules, "NAME");
    readonly Option<string?> augment = Values.Path("--augment", "Random changes of training images: none, or some of crop, flip, color, affine, erase joined with + [default: by data set].", "WORDS");
    readonly Option<int?> size = Values.Whole("--size", $"The height and width of images from files [default: {Defaults.Size}].", 8, ConfigKey.MaxSide);
    readonly Option<string?> val = Values.Path("--val", "A folder of class folders to watch the learning by [default: a part is held out].", "FOLDER");
    readonly Option<string?> onUnreadable = Values.Word("--on-unreadable", "Images that cannot be read [default: refuse].", ConfigKey.RefuseOrSkip);
    readonly Option<string?> onEmpty = Values.Word("--on-empty", "Class folders without an image [default: refuse].", ConfigKey.RefuseOrSkip);
    readonly Option<string?> folder = Values.Path("--data", "Where the files of a named data set are.", "DIR");
    readonly Option<ulong?> seed = Values.Seed("Where the random numbers begin; the same seed gives the same network [default: 0].");
    readonly Option<int?> workers = Values.Whole("--workers", "Threads that prepare batches ahead [default: 1].", 0, ConfigKey.MaxWorkers);
    readonly Option<int?> threads = Values.Whole("--threads", "Processor threads to compute with [default: all].", 1, Threads.Max);
    readonly Option<string?> config = Values.Path("--config", "A configuration to start from: a JSON file, or the folder of a run. Other options win over it.", "FILE");

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(data);
        foreach (Option option in (Option[])[model, epochs, batchSize, learningRate, optimizer, schedule, augment, size, val, onUnreadable, onEmpty, folder, seed, workers, threads, config]) command.Add(option);
    }

    /// <summary>Reads what was asked for, over the configuration file if one was named.</summary>
    /// <exception cref="HebbException">No data is named, or the file is wrong.</exception>
    public RunConfig Read(ParseResult result, Command command)
    {
        if (result.GetValue(data) is { } word && word.StartsWith('-')) throw ParseProblem.Unknown(word, command);
        var asked = new RunConfig
        {
            Data = result.GetValue(data),
            DataFolder = result.GetValue(folder),
            Val = result.GetValue(val),
            OnUnreadable = result.GetValue(onUnreadable),
            OnEmpty = result.GetValue(onEmpty),
            Model = result.GetValue(model),
            Size = result.GetValue(size),
            Augment = result.GetValue(augment),
            Epochs = result.GetValue(epochs),
            BatchSize = result.GetValue(batchSize),
            LearningRate = result.GetValue(learningRate),
            Optimizer = result.GetValue(optimizer),
            Schedule = result.GetValue(schedule),
            Seed = result.GetValue(seed),
            Workers = result.GetValue(workers),
            Threads = result.GetValue(threads),
        };
        if (result.GetValue(config) is { } file) asked = asked.Over(ConfigFile.Read(file));
        if (asked.Data is { Length: > 0 }) return asked;
        string path = HelpPage.Path(command);
        throw new UsageException($"'{path}' needs to know what: a data set, such as mnist, or a folder with one folder of images for each class.", $"{path} mnist; hebb data list shows the data sets.");
    }
}
