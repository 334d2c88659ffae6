using System.Globalization;
using System.Text.Json;

namespace Hebb.Conformance;

/// <summary>A case's arguments under PyTorch's names. An argument that is null counts as not given.</summary>
public sealed class Arguments(JsonElement json)
{
    static readonly JsonSerializerOptions OneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Arguments Parse(string json) => new(JsonDocument.Parse(json).RootElement.Clone());

    public bool Has(string name) => Find(name) is not null;

    /// <summary>A number; "2", "inf", "-inf" and "nan" are read as well.</summary>
    public double Number(string name, double otherwise) => Find(name) is { } e ? Number(e) : otherwise;

    public double Number(string name) => Number(Required(name));

    public double? OptionalNumber(string name) => Find(name) is { } e ? Number(e) : null;

    public int Int(string name, int otherwise) => Find(name) is { } e ? (int)Number(e) : otherwise;

    public int Int(string name) => (int)Number(Required(name));

    public int? OptionalInt(string name) => Find(name) is { } e ? (int)Number(e) : null;

    public bool Flag(string name, bool otherwise = false) => Find(name) is { } e ? e.GetBoolean() : otherwise;

    public string Text(string name, string otherwise) => Find(name) is { } e ? (e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText()) : otherwise;

    /// <summary>A list of whole numbers; one number counts as a list of one, nothing as an empty list.</summary>
    public int[] Ints(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(e => (int)Number(e))],
        { } one => [(int)Number(one)],
    };

    public double[] Numbers(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(Number)],
        { } one => [Number(one)],
    };

    /// <summary>One number for each of the axes: a single number counts for all of them.</summary>
    public int[] PerAxis(string name, int axes, int otherwise)
    {
        int[] given = Ints(name);
        return given.Length switch
        {
            0 => [.. Enumerable.Repeat(otherwise, axes)],
            1 => [.. Enumerable.Repeat(given[0], axes)],
            _ => given,
        };
    }

    /// <summary>The items of a list that is neither of numbers nor of strings.</summary>
    public IEnumerable<JsonElement> Items(string name) => Required(name).EnumerateArray();

    public JsonElement? Find(string name) =>
        json.TryGetProperty(name, out JsonElement e) && e.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? e : null;

    /// <summary>The arguments as JSON on one line.</summary>
    public override string ToString() => JsonSerializer.Serialize(json, OneLine);

    JsonElement Required(string name) => Find(name) ?? throw new KeyNotFoundException($"the case has no argument '{name}': {this}");

    static double Number(JsonElement e)
    {
        if (e.ValueKind == JsonValueKind.Number) return e.GetDouble();
        if (e.ValueKind is JsonValueKind.True or JsonValueKind.False) return e.GetBoolean() ? 1 : 0;
        string text = e.ValueKind == JsonValueKind.String ? e.GetString()! : throw new FormatException($"expected a number, got {e.GetRawText()}");
        return text.Trim().ToUpperInvariant() switch
        {
            "INF" or "INFINITY" or "FLOAT('INF')" => double.PositiveInfinity,
            "-INF" or "-INFINITY" or "FLOAT('-INF')" => double.NegativeInfinity,
            "FRO" => 2,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
    }
}
