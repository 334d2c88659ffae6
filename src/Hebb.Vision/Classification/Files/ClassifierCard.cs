using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hebb.Vision.Classification;

/// <summary>What stands in model.json beside the weights: all that is needed to use the network, and where it came from.</summary>
public sealed record ClassifierCard
{
    /// <summary>The format of the cards that this version of Hebb writes and reads.</summary>
    public const string FormatName = "hebb-model-1";

    /// <summary>The format of the card, <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The version of Hebb that wrote it.</summary>
    public required string Hebb { get; init; }

    /// <summary>The weights' file, in the same folder; empty for a network that has not been saved.</summary>
    public required string Weights { get; init; }

    /// <summary>The SHA-256 of the weights' file, in hexadecimal digits; empty for a network that has not been saved.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>The network's architecture, as <see cref="ClassifierOptions.Model"/> names it.</summary>
    public required string Model { get; init; }

    /// <summary>Its layers, where a file listed them: a JSON array.</summary>
    public JsonElement? Layers { get; init; }

    /// <summary>What images it takes.</summary>
    public required Preprocessing Input { get; init; }

    /// <summary>The names of its classes, in the order of its scores.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What it was trained on: the name of a data set, or a folder.</summary>
    public required string Data { get; init; }

    /// <summary>How good it was.</summary>
    public required ClassifierScores Scores { get; init; }

    /// <summary>Whether the classes are numbers because nobody said how they are called.</summary>
    internal bool HasNumbersOnly { get; init; }

    /// <summary>A card of a network that has not been trained or saved yet.</summary>
    internal static ClassifierCard Of(string model, JsonElement? layers, Preprocessing input, IReadOnlyList<string> classes) => new()
    {
        Format = FormatName,
        Hebb = ImageClassifier.Version,
        Weights = string.Empty,
        WeightsSha256 = string.Empty,
        Model = model,
        Layers = layers,
        Input = input,
        Classes = classes,
        Data = string.Empty,
        Scores = new ClassifierScores { Epochs = 0, Seed = 0 },
    };
}

/// <summary>How good a classifier was after its training.</summary>
public sealed record ClassifierScores
{
    /// <summary>The accuracy on the images that it was validated on, 0 to 1; null if it is not known.</summary>
    [JsonPropertyName("val")]
    public double? Validation { get; init; }

    /// <summary>The accuracy on test images, 0 to 1; null if there were none.</summary>
    public double? Test { get; init; }

    /// <summary>How many epochs it was trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The seed of its training.</summary>
    public required ulong Seed { get; init; }
}

/// <summary>Reads and writes cards without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClassifierCard))]
sealed partial class ClassifierCardJson : JsonSerializerContext;
