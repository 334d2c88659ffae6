using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hebb.Vision.Classification;

/// <summary>
/// One setting of a training: what it is called in configurations and on the command line, what it means, what it may hold, and how it is read and written. <see cref="TrainingSetting"/>
/// lists them all; options, files, the schema and the defaults come from there.
/// </summary>
/// <param name="name">The key in a configuration.</param>
/// <param name="description">What it means, in a sentence.</param>
internal abstract class Setting(string name, string description)
{
    /// <summary>The key in a configuration, such as batchSize.</summary>
    public string Name => name;

    /// <summary>What it means, in a sentence.</summary>
    public string Description => description;

    /// <summary>The option on the command line, such as --batch-size; empty for none.</summary>
    public string Option { get; init; } = Kebab(name);

    /// <summary>What stands for the value on a help page.</summary>
    public required string Placeholder { get; init; }

    /// <summary>What a help page shows as the default, where the table of defaults does not say it.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The only values, if they are few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The setting without which this one means nothing: where that one is said anew, this one is forgotten.</summary>
    public Setting? BelongsTo { get; init; }

    /// <summary>Its place in the table.</summary>
    public int Index { get; internal set; }

    /// <summary>The smallest value of a number.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value of a number.</summary>
    public double? Max { get; init; }

    /// <summary>Numbers lie above this.</summary>
    public double? Above { get; init; }

    /// <summary>Numbers lie below this.</summary>
    public double? Below { get; init; }

    /// <summary>The type of its values in a JSON schema.</summary>
    public abstract string JsonType { get; }

    /// <summary>Whether it is a number that can be drawn from a range.</summary>
    public virtual bool IsNumber => false;

    /// <summary>The value of a JSON element; null if it is none that this setting takes.</summary>
    public abstract object? Read(JsonElement value);

    /// <summary>The value of a word of a command line; null if it is none that this setting takes.</summary>
    public abstract object? Parse(string word);

    /// <summary>Whether a value of its type is one that this setting takes.</summary>
    public bool Takes(object value) => value switch
    {
        string word => word.Length > 0 && (Words.Count == 0 || Words.Contains(word, StringComparer.Ordinal)),
        JsonElement list => list.ValueKind == JsonValueKind.Array,
        _ => InRange(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>Writes a value.</summary>
    public abstract void Write(Utf8JsonWriter json, object value);

    /// <summary>"a whole number from 1 to 64": what a value in a file should have been.</summary>
    public string Expected() => Words.Count > 0 ? string.Join(" or ", Words.Select(word => $"\"{word}\"")) : $"a {Noun}{Range()}";

    /// <summary>The same for a word of a command line.</summary>
    public string ExpectedWord() => Words.Count > 0 ? string.Join(" or ", Words) : $"a {(Noun is "text" ? "path" : Noun)}{Range()}{(JsonType is "number" ? ", with a decimal point, such as 0.01 or 1e-3" : string.Empty)}";

    /// <summary>Whether a number is in the range.</summary>
    public bool InRange(double value) => double.IsFinite(value) && !(value < Min) && !(value > Max) && !(value <= Above) && !(value >= Below);

    /// <summary>A value as a person writes it.</summary>
    public string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private protected abstract string Noun { get; }

    string Range() => (Min, Max, Above, Below) switch
    {
        ({ } least, { } most, _, _) => most > int.MaxValue ? $", {Number(least)} or more" : $" from {Number(least)} to {Number(most)}",
        ({ } least, _, _, { } end) => $" from {Number(least)} to below {Number(end)}",
        (_, _, { } above, { } below) => $" above {Number(above)} and below {Number(below)}",
        (_, _, { } above, _) => $" above {Number(above)}",
        _ => string.Empty,
    };

    static string Number(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    static string Kebab(string name)
    {
        var option = new StringBuilder("--");
        foreach (char c in name) _ = char.IsAsciiLetterUpper(c) ? option.Append('-').Append(char.ToLowerInvariant(c)) : option.Append(c);
        return option.ToString();
    }
}

/// <summary>A setting with values of one type.</summary>
internal abstract class Setting<T>(string name, string description) : Setting(name, description)
    where T : notnull;

/// <summary>A text: a name, a path, or one of a few words.</summary>
internal sealed class TextSetting(string name, string description) : Setting<string>(name, description)
{
    public override string JsonType => "string";

    private protected override string Noun => "text";

    public override object? Read(JsonElement value) => value.ValueKind == JsonValueKind.String ? Taken(value.GetString()!) : null;

    public override object? Parse(string word) => word.Length > 0 ? Taken(word) : null;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteStringValue((string)value);

    string? Taken(string text) => Words.Count == 0 || Words.Contains(text, StringComparer.Ordinal) ? text : null;
}

/// <summary>A whole number.</summary>
internal sealed class WholeSetting(string name, string description) : Setting<int>(name, description)
{
    public override string JsonType => "integer";

    public override bool IsNumber => true;

    private protected override string Noun => "whole number";

    public override object? Read(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && InRange(number) ? number : null;

    public override object? Parse(string word) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && InRange(number) ? number : null;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteNumberValue((int)value);
}

/// <summary>A whole number of 64 bits, 0 or more.</summary>
internal sealed class SeedSetting(string name, string description) : Setting<ulong>(name, description)
{
    public override string JsonType => "integer";

    public override bool IsNumber => true;

    private protected override string Noun => "whole number";

    public override object? Read(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number) ? number : null;

    public override object? Parse(string word) => ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteNumberValue((ulong)value);
}

/// <summary>A number.</summary>
internal sealed class NumberSetting(string name, string description) : Setting<double>(name, description)
{
    public override string JsonType => "number";

    public override bool IsNumber => true;

    private protected override string Noun => "number";

    public override object? Read(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && InRange(number) ? number : null;

    public override object? Parse(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && InRange(number) ? number : null;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteNumberValue((double)value);
}

/// <summary>A list of layers, as JSON.</summary>
internal sealed class LayersSetting(string name, string description) : Setting<JsonElement>(name, description)
{
    public override string JsonType => "array";

    private protected override string Noun => "list of layers";

    public override object? Read(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.Clone() : null;

    public override object? Parse(string word) => null;

    public override void Write(Utf8JsonWriter json, object value) => ((JsonElement)value).WriteTo(json);
}
