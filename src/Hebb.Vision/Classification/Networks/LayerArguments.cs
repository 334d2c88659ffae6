using System.Text.Json;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>The arguments of one layer in a file, read by name; what a layer does not take is refused.</summary>
/// <param name="layer">The JSON object.</param>
/// <param name="place">Which layer of which file, for messages.</param>
sealed class LayerArguments(JsonElement layer, string place)
{
    const int Max = 1 << 16;
    readonly List<string> known = ["layer"];

    /// <summary>Which layer of which file.</summary>
    public string Place => place;

    /// <summary>A whole number that must be there.</summary>
    public int Whole(string name) => Value(name) is { } value ? Whole(name, value, 1) : throw new HebbException($"{place} needs \"{name}\", a whole number from 1 to {Max:N0}.");

    /// <summary>A whole number, or its default.</summary>
    public int Whole(string name, int otherwise, int least = 1) => Value(name) is { } value ? Whole(name, value, least) : otherwise;

    /// <summary>A number, or its default.</summary>
    public double Number(string name, double otherwise) => Value(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Wrong(name, "a number", value);

    /// <summary>True or false, or its default.</summary>
    public bool Flag(string name, bool otherwise) => Value(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false", value);

    /// <summary>A size: one number for both axes, or [rows, columns].</summary>
    public Size? Size(string name, int least = 1)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) return Whole(name, value, least);
        if (value.GetArrayLength() != 2) throw Wrong(name, "one number or [rows, columns]", value);
        return (Whole(name, value[0], least), Whole(name, value[1], least));
    }

    /// <summary>A size that must be there.</summary>
    public Size RequiredSize(string name) => Size(name) ?? throw new HebbException($"{place} needs \"{name}\", one number or [rows, columns].");

    /// <summary>Layers within the layer; null if there are none.</summary>
    public JsonElement? Inner(string name) => Value(name) is not { } value ? null : value.ValueKind == JsonValueKind.Array ? value : throw Wrong(name, "a list of layers", value);

    /// <summary>Refuses what the layer did not ask for.</summary>
    /// <exception cref="HebbException">There is an argument that the layer does not take; the nearest is suggested.</exception>
    public void Finish()
    {
        foreach (JsonProperty property in layer.EnumerateObject())
        {
            if (known.Contains(property.Name, StringComparer.Ordinal)) continue;
            throw new HebbException(
                $"{place} takes no \"{property.Name}\".",
                Suggestion.Nearest(property.Name, known) is { } near ? $"Did you mean \"{near}\"?" : known.Count > 1 ? $"It takes {string.Join(", ", known.Skip(1))}." : "It takes no arguments.");
        }
    }

    JsonElement? Value(string name)
    {
        known.Add(name);
        return layer.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    int Whole(string name, JsonElement value, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= Max ? number : throw Wrong(name, $"a whole number from {least} to {Max:N0}", value);

    HebbException Wrong(string name, string expected, JsonElement value) => new($"{place}: \"{name}\" takes {expected}; it is {JsonFile.Short(value)}.");
}
