using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hebb.Vision.Classification;

/// <summary>What stands in model.json beside the weights: all that is needed to use the network, and where it came from.</summary>
sealed record NetworkCard
{
    public const string FormatName = "hebb-model-1";

    public required string Format { get; init; }

    /// <summary>The version of Hebb that wrote it.</summary>
    public required string Hebb { get; init; }

    /// <summary>The weights' file, in the same folder.</summary>
    public required string Weights { get; init; }

    /// <summary>The SHA-256 of the weights' file.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>The network's name; see <see cref="NetworkSpec"/>.</summary>
    public required string Model { get; init; }

    /// <summary>Its layers, where a file listed them.</summary>
    public JsonElement? Layers { get; init; }

    public required InputCard Input { get; init; }

    public required string[] Classes { get; init; }

    /// <summary>What it was trained on.</summary>
    public required string Data { get; init; }

    public required ScoreCard Scores { get; init; }

    /// <summary>Whether the classes are numbers because nobody said how they are called.</summary>
    [JsonIgnore]
    public bool HasNumbersOnly { get; init; }
}

/// <summary>What images it takes.</summary>
sealed record InputCard
{
    public required int Channels { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>The size of which the middle is taken.</summary>
    public required int Resize { get; init; }

    public required float[] Mean { get; init; }

    public required float[] Deviation { get; init; }
}

/// <summary>How good it is; accuracies from 0 to 1.</summary>
sealed record ScoreCard
{
    public required double Val { get; init; }

    public double? Test { get; init; }

    public required int Epochs { get; init; }

    public required ulong Seed { get; init; }
}

/// <summary>Reads and writes cards without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkCard))]
sealed partial class NetworkCardJson : JsonSerializerContext;
