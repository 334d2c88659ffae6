using System.Globalization;
using System.Text;
using System.Text.Json;
using Hebb.Cli.Configuration;
using Hebb.Formats;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Sweeping;

/// <summary>What a sweep tries: fixed settings, settings that vary, and how they are chosen.</summary>
/// <param name="Search">grid, random or halving.</param>
/// <param name="Trials">The settings of each trial, complete configurations.</param>
/// <param name="Parallel">How many trials run at once.</param>
/// <param name="Factor">Of how many trials one enters the next round of a halving, which is so many times longer.</param>
/// <param name="MinEpochs">The epochs of the first round of a halving.</param>
/// <param name="Varied">The keys that vary.</param>
sealed record SweepPlan(string Search, IReadOnlyList<TrainingSettings> Trials, int Parallel, int Factor, int MinEpochs, IReadOnlyList<Setting> Varied)
{
    const int MaxTrials = 10_000, MaxParallel = 64;
    static readonly string[] Keys = ["search", "trials", "parallel", "factor", "minEpochs", "seed", "fixed", "vary"], Searches = ["grid", "random", "halving"];

    /// <summary>Reads a sweep's file.</summary>
    /// <exception cref="HebbException">It is not there, is no JSON, or asks for what cannot be.</exception>
    public static SweepPlan Read(string path)
    {
        using JsonDocument document = JsonFile.Read(path);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new HebbException($"{path}: a sweep is a JSON object, {{ \"fixed\": {{ … }}, \"vary\": {{ … }} }}.", "docs/command-line.md shows an example.");
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!Keys.Contains(property.Name, StringComparer.Ordinal))
                throw new HebbException($"{path}: a sweep has no key \"{property.Name}\".", Suggestion.Nearest(property.Name, Keys) is { } near ? $"Did you mean \"{near}\"?" : $"It has {string.Join(", ", Keys)}; settings go into fixed and vary.");
        }

        string search = root.TryGetProperty("search", out JsonElement kind) ? kind.ValueKind == JsonValueKind.String ? kind.GetString()! : string.Empty : "grid";
        if (!Searches.Contains(search, StringComparer.Ordinal)) throw new HebbException($"{path}: \"search\" takes {string.Join(" or ", Searches.Select(s => $"\"{s}\""))}; it is {JsonFile.Short(kind)}.");
        TrainingSettings settled = Object(root, "fixed", path) is { } settings ? ConfigFile.Read(settings, path, "fixed.") : new TrainingSettings();
        if (Object(root, "vary", path) is not { } varied || !varied.EnumerateObject().Any()) throw new HebbException($"{path}: nothing varies.", "\"vary\": { \"learningRate\": [0.001, 0.003, 0.01] }");
        SweepAxis[] axes = [.. varied.EnumerateObject().Select(property => SweepAxis.Read(property, path))];
        int trials = Whole(root, "trials", 12, 1, MaxTrials, path);
        ulong seed = (ulong)Whole(root, "seed", 0, 0, int.MaxValue, path);
        IEnumerable<JsonElement[]> choices = search is "grid" ? Grid(axes, path) : Random(axes, trials, seed);
        TrainingSettings[] configs = [.. choices.Select(choice => Config(settled, axes, choice))];
        if (configs.Any(config => config[TrainingSetting.Data] is null)) throw new HebbException($"{path}: it is not said what to train on.", "\"fixed\": { \"data\": \"mnist\" }");
        return new SweepPlan(search, configs, Whole(root, "parallel", 1, 1, MaxParallel, path), Whole(root, "factor", 3, 2, 10, path), Whole(root, "minEpochs", 1, 1, (int)TrainingSetting.Epochs.Max!, path), [.. axes.Select(axis => axis.Setting)]);
    }

    static IEnumerable<JsonElement[]> Grid(SweepAxis[] axes, string path)
    {
        IEnumerable<JsonElement[]> all = [[]];
        long count = 1;
        foreach (SweepAxis axis in axes)
        {
            if (axis.Choices.Count == 0) throw new HebbException($"{path}: a grid needs a list of values for \"vary.{axis.Setting.Name}\", not a range.", "Use \"search\": \"random\" for ranges.");
            count *= axis.Choices.Count;
            if (count > MaxTrials) throw new HebbException($"{path}: the grid has more than {MaxTrials:N0} trials.", "Use \"search\": \"random\".");
            all = [.. all.SelectMany(head => axis.Choices.Select(value => (JsonElement[])[.. head, value]))];
        }

        return all;
    }

    static IEnumerable<JsonElement[]> Random(SweepAxis[] axes, int trials, ulong seed)
    {
        var generator = new Generator(seed);
        return [.. Enumerable.Range(0, trials).Select(_ => axes.Select(axis => axis.Draw(generator)).ToArray())];
    }

    // A setting that varies is no fixed one.
    static TrainingSettings Config(TrainingSettings settled, SweepAxis[] axes, JsonElement[] choice)
    {
        var varied = new TrainingSettings();
        for (int i = 0; i < axes.Length; i++) varied = varied.With(axes[i].Setting, axes[i].Setting.Read(choice[i]));
        return varied.Over(settled);
    }

    static JsonElement? Object(JsonElement root, string name, string path) => !root.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Object ? value : throw new HebbException($"{path}: \"{name}\" takes an object of settings; it is {JsonFile.Short(value)}.");

    static int Whole(JsonElement root, string name, int otherwise, int least, int most, string path) => !root.TryGetProperty(name, out JsonElement value) ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most ? number
        : throw new HebbException(string.Create(CultureInfo.InvariantCulture, $"{path}: \"{name}\" takes a whole number from {least:N0} to {most:N0}; it is {JsonFile.Short(value)}."));
}
