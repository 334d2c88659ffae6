using System.Text.Json;
using Hebb.Formats;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Configuration;

/// <summary>Reads and writes configurations as files.</summary>
static class ConfigFile
{
    /// <summary>What the configuration of a run is called in its folder.</summary>
    public const string Name = TrainingPlan.FileName;

    /// <summary>Reads a configuration: a file, or a run's folder.</summary>
    /// <exception cref="HebbException">It is not there, is no JSON, has a key that no configuration has, or a value that a key does not take.</exception>
    public static TrainingSettings Read(string path)
    {
        if (Directory.Exists(path))
        {
            string folder = path;
            path = Path.Combine(folder, Name);
            if (!File.Exists(path)) throw new HebbException($"The folder '{folder}' holds no run: it has no {Name}.", "Name the folder of a run, as hebb train prints it, or a configuration.");
        }

        using JsonDocument document = JsonFile.Read(path);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new HebbException($"{path}: a configuration is a JSON object, {{ \"data\": \"mnist\", … }}; this is {Noun(root)}.", "hebb schema prints what it may hold.");
        return Read(root, path, string.Empty);
    }

    /// <summary>Reads settings; refuses keys that no configuration has, and values that a key does not take.</summary>
    /// <param name="settings">An object of settings.</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="place">Where in the file, such as "fixed.", for the message.</param>
    public static TrainingSettings Read(JsonElement settings, string path, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in settings.EnumerateObject())
        {
            // For editors that look the schema up.
            if (property.Name is "$schema" && place.Length == 0) continue;
            Setting setting = Find(property.Name, path, place);
            if (!seen.Add(property.Name)) throw new HebbException($"{path}: the key \"{place}{property.Name}\" stands there twice.", "Remove one of the two.");
            if (setting.Read(property.Value) is null) throw new HebbException($"{path}: \"{place}{setting.Name}\" takes {setting.Expected()}; it is {JsonFile.Short(property.Value)}.");
        }

        return TrainingSettings.Read(settings);
    }

    /// <summary>The setting of a key in a file.</summary>
    /// <exception cref="HebbException">There is none; the nearest is suggested.</exception>
    public static Setting Find(string name, string path, string place) => TrainingSetting.Find(name) ?? throw new HebbException(
        $"{path}: a configuration has no key \"{place}{name}\".",
        Suggestion.Nearest(name, TrainingSetting.All.Select(setting => setting.Name)) is { } near ? $"Did you mean \"{near}\"?" : "hebb schema prints the keys.");

    /// <summary>Writes a configuration.</summary>
    public static void Write(string path, TrainingSettings settings) => AtomicFile.Write(path, settings.Write);

    static string Noun(JsonElement value) => value.ValueKind switch { JsonValueKind.Array => "an array", JsonValueKind.String => "a string", JsonValueKind.Number => "a number", _ => $"{value.ValueKind}".ToLowerInvariant() };
}
