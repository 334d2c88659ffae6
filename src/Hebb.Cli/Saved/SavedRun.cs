using Hebb.Cli.Commands;
using Hebb.Cli.Configuration;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Saved;

/// <summary>The network of a run, or what command to give where there is none.</summary>
static class SavedRun
{
    /// <summary>Builds the network that a card describes and gives it its weights.</summary>
    /// <param name="path">A run's folder, the card, or the weights beside it.</param>
    /// <exception cref="HebbException">A file is missing, broken or of another network.</exception>
    public static ImageClassifier Load(string path)
    {
        string card = Directory.Exists(path) ? Path.Combine(path, ClassifierFiles.CardName) : Path.ChangeExtension(path, ".json");
        if (!File.Exists(card) && File.Exists(Path.Combine(path, ConfigFile.Name)))
            throw new HebbException($"The run '{path}' has not ended: it has no {ClassifierFiles.CardName} yet.", $"{CommandText.Of("resume", CommandText.Word(path))} resumes it.");
        return ImageClassifier.Load(path);
    }
}
