using System.Globalization;
using System.Text.Json;
using Hebb.Cli.Configuration;
using Hebb.Formats;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Sweeping;

/// <summary>One setting that varies: a list of values, or a range to draw from, evenly or evenly in its logarithm.</summary>
sealed record SweepAxis(Setting Setting, IReadOnlyList<JsonElement> Choices, double From, double To, bool IsLog)
{
    /// <summary>Reads <c>"learningRate": [0.001, 0.01]</c> or <c>"learningRate": { "from": 1e-4, "to": 1e-1, "log": true }</c>.</summary>
    /// <exception cref="HebbException">It is neither, or there is no such setting.</exception>
    public static SweepAxis Read(JsonProperty property, string path)
    {
        Setting setting = ConfigFile.Find(property.Name, path, "vary.");
        JsonElement value = property.Value;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            JsonElement[] choices = [.. value.EnumerateArray().Select(v => v.Clone())];
            if (Array.Find(choices, choice => setting.Read(choice) is null) is { ValueKind: not JsonValueKind.Undefined } wrong) throw new HebbException($"{path}: \"vary.{setting.Name}\" takes {setting.Expected()}; one is {JsonFile.Short(wrong)}.");
            return new SweepAxis(setting, choices, 0, 0, IsLog: false);
        }

        bool isRange = value.ValueKind == JsonValueKind.Object && setting.IsNumber && Number(value, "from") is not null && Number(value, "to") is not null;
        if (!isRange) throw new HebbException($"{path}: \"vary.{setting.Name}\" takes a list of values{(setting.IsNumber ? ", or { \"from\": …, \"to\": …, \"log\": true }" : string.Empty)}; it is {JsonFile.Short(value)}.");
        (double from, double to) = (Number(value, "from")!.Value, Number(value, "to")!.Value);
        bool isLog = value.TryGetProperty("log", out JsonElement log) && log.ValueKind == JsonValueKind.True;
        if (!(from < to) || (isLog && from <= 0) || !setting.InRange(from) || !setting.InRange(to))
            throw new HebbException($"{path}: the range of \"vary.{setting.Name}\" must go from a smaller to a larger value{(isLog ? ", both above 0" : string.Empty)}; each takes {setting.Expected()}.");
        return new SweepAxis(setting, [], from, to, isLog);
    }

    /// <summary>One value.</summary>
    public JsonElement Draw(Generator generator)
    {
        if (Choices.Count > 0) return Choices[generator.NextInt(0, Choices.Count)];
        double part = generator.NextDouble(), value = IsLog ? From * Math.Pow(To / From, part) : From + ((To - From) * part);
        string text = Setting.JsonType is "integer" ? ((long)Math.Round(value)).ToString(CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    static double? Number(JsonElement range, string name) => range.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;
}
