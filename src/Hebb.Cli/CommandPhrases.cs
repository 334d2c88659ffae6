using Hebb.Vision.Classification;

namespace Hebb.Cli;

/// <summary>Messages of the library, which name settings as a program does, in the words of the command line.</summary>
static class CommandPhrases
{
    static readonly (string Code, string Command)[] Table =
    [
        (Phrases.CardWriter, "as hebb train writes it"),
        (Phrases.ClassNames, "--classes takes a file with a name a line, or names divided by commas."),
        (Phrases.Convolutions, "--model cnn:16,32,M"),
        (Phrases.Datasets, "hebb data list shows the data sets; a folder holds one folder of images for each class."),
        (Phrases.Folder, "Name the folder of a run, as hebb train prints it."),
        (Phrases.FolderAlone, "--data says where the files of a named data set are; a folder is named alone: hebb train FOLDER."),
        (Phrases.LearningRate, "--learning-rate "),
        (Phrases.Model, "--model mlp:256,128"),
        (Phrases.NoDataFolder, "is part of the program; --data plays no part in it"),
        (Phrases.OtherDatasets, "hebb data list shows other data sets."),
        (Phrases.SizeIsForFiles, "--size is for images from files"),
        (Phrases.SkipEmpty, "--on-empty skip"),
        (Phrases.SkipUnreadable, "--on-unreadable skip"),
        (Phrases.Validation, "--val FOLDER"),
        (Phrases.Writer, "hebb train"),
    ];

    /// <summary>A message as the command line says it.</summary>
    public static string In(string message)
    {
        foreach ((string code, string command) in Table) message = message.Replace(code, command, StringComparison.Ordinal);
        return message;
    }
}
