using System.Text;
using System.Text.Json;

namespace Hebb.Vision.Classification;

/// <summary>
/// Values of some settings: what was asked for, what stands in a configuration, or what suits a data set. What is null was not said; <see cref="Over"/> lays one set over another.
/// </summary>
/// <example><code>
/// var asked = new TrainingSettings { [TrainingSetting.Data] = "mnist", [TrainingSetting.Epochs] = 3 };
/// </code></example>
internal sealed class TrainingSettings
{
    readonly object?[] values = new object?[TrainingSetting.All.Count];

    public string? this[Setting<string> setting]
    {
        get => (string?)values[setting.Index];
        init => values[setting.Index] = value;
    }

    public int? this[Setting<int> setting]
    {
        get => (int?)values[setting.Index];
        init => values[setting.Index] = value;
    }

    public ulong? this[Setting<ulong> setting]
    {
        get => (ulong?)values[setting.Index];
        init => values[setting.Index] = value;
    }

    public double? this[Setting<double> setting]
    {
        get => (double?)values[setting.Index];
        init => values[setting.Index] = value;
    }

    public JsonElement? this[Setting<JsonElement> setting]
    {
        get => (JsonElement?)values[setting.Index];
        init => values[setting.Index] = value;
    }

    /// <summary>The value of any setting; null if it was not said.</summary>
    public object? Find(Setting setting) => values[setting.Index];

    /// <summary>These settings with another value for one of them; null takes it away.</summary>
    public TrainingSettings With(Setting setting, object? value)
    {
        var changed = new TrainingSettings();
        values.CopyTo(changed.values);
        changed.values[setting.Index] = value;
        return changed;
    }

    /// <summary>These settings, and where they say nothing, those of another set.</summary>
    public TrainingSettings Over(TrainingSettings below)
    {
        var both = new TrainingSettings();
        foreach (Setting setting in TrainingSetting.All)
        {
            bool isForgotten = setting.BelongsTo is { } owner && Find(owner) is not null;
            both.values[setting.Index] = Find(setting) ?? (isForgotten ? null : below.Find(setting));
        }

        return both;
    }

    /// <summary>Reads the settings of a JSON object; what is no setting, or a value that a setting does not take, is passed over: whoever has checked the file before knows that there is none.</summary>
    public static TrainingSettings Read(JsonElement json)
    {
        var settings = new TrainingSettings();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (TrainingSetting.Find(property.Name) is { } setting) settings.values[setting.Index] = setting.Read(property.Value);
        }

        return settings;
    }

    /// <summary>Writes them as a JSON object, in the order of the table.</summary>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        foreach (Setting setting in TrainingSetting.All)
        {
            if (Find(setting) is not { } value) continue;
            json.WritePropertyName(setting.Name);
            setting.Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The JSON object as text.</summary>
    public override string ToString()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
