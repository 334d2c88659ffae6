using System.Text.Json;
using Hebb.Cli.Commands;
using Hebb.Cli.Configuration;
using Hebb.Formats;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Saved;

/// <summary>The network of a run, or what command to give where there is none.</summary>
static class SavedRun
{
    /// <summary>Builds the network that a card describes and gives it its weights.</summary>
    /// <param name="path">A run's folder, the card, or the weights beside it.</param>
    /// <exception cref="HebbException">A file is missing, broken or of another network.</exception>
    public static SavedNetwork Load(string path)
    {
        string card = Directory.Exists(path) ? Path.Combine(path, SavedNetwork.CardName) : Path.ChangeExtension(path, ".json");
        if (!File.Exists(card) && File.Exists(Path.Combine(path, ConfigFile.Name)))
            throw new HebbException($"The run '{path}' has not ended: it has no {SavedNetwork.CardName} yet.", $"{CommandText.Of("resume", CommandText.Word(path))} goes on with it.");
        if (File.Exists(card)) RequireNoDigits(card);
        return SavedNetwork.Load(path);
    }

    static void RequireNoDigits(string path)
    {
        using JsonDocument document = JsonFile.Read(path);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("format", out JsonElement format) && format.ValueEquals(Model.ModelCard.FormatName))
            throw new HebbException($"{path} is the card of a network of digits, which 'hebb train digits' made; those have commands of their own.", $"{CommandText.Of("eval", "digits", "--model", CommandText.Word(path))} judges it.");
    }
}
