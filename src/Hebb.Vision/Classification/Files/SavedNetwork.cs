using System.Text.Json;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>A network with all that is needed to use it, read from its two files: model.safetensors and model.json.</summary>
sealed record SavedNetwork(Module Model, Preprocessing Form, NetworkCard Card, string Path)
{
    public const string WeightsName = "model.safetensors", CardName = "model.json";

    const int MaxClasses = 100_000, MaxSide = 8192;

    /// <summary>Writes the weights, then the card that names them by their hash: whatever happens in between, no wrong pair is ever read.</summary>
    /// <param name="folder">The folder for both.</param>
    /// <param name="model">The network.</param>
    /// <param name="card">What its card says.</param>
    /// <param name="between">What else belongs to a run that has ended: it is done when the weights are there, and before the card, which says that the run has ended.</param>
    /// <returns>The size of the weights in bytes.</returns>
    public static long Save(string folder, Module model, NetworkCard card, Action between)
    {
        (string hash, long length) = WeightsFile.Write(System.IO.Path.Combine(folder, WeightsName), model);
        between();
        card = card with { WeightsSha256 = hash };
        AtomicFile.Write(System.IO.Path.Combine(folder, CardName), stream => JsonSerializer.Serialize(stream, card, NetworkCardJson.Default.NetworkCard));
        return length;
    }

    /// <summary>Builds the network that a card describes and gives it its weights.</summary>
    /// <param name="path">A run's folder, the card, or the weights beside it.</param>
    /// <exception cref="HebbException">A file is missing, broken or of another network.</exception>
    public static SavedNetwork Load(string path)
    {
        string cardPath = FindCard(path);
        NetworkCard card = ReadCard(cardPath);
        string weightsPath = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(cardPath) ?? string.Empty, System.IO.Path.GetFileName(card.Weights));
        if (!File.Exists(weightsPath)) throw new HebbException($"{cardPath} describes the weights {card.Weights}, but '{weightsPath}' is not there.", "Copy both files together.");
        byte[] bytes = InputFile.ReadAllBytes(weightsPath, Array.MaxLength);
        WeightsFile.Require(bytes, card.WeightsSha256, cardPath, weightsPath, "Use the pair that one training wrote.");
        Preprocessing form = FormOf(card);
        Module model = NetworkSpec.Parse(card.Model, card.Layers).Build(form.Size, card.Classes.Length, new Generator(0));
        try
        {
            using var stream = new MemoryStream(bytes);
            model.LoadStateDict(Safetensors.Load(stream, weightsPath, out _));
        }
        catch (StateDictException problem)
        {
            throw new HebbException($"{weightsPath} holds another network than {cardPath} describes ({card.Model}): {problem.Message}", inner: problem);
        }

        model.Eval();
        return new SavedNetwork(model, form, card, cardPath);
    }

    /// <summary>What images a card's network takes.</summary>
    public static Preprocessing FormOf(NetworkCard card) => new(card.Input.Channels, card.Input.Height, card.Input.Width, card.Input.Resize, card.Input.Mean, card.Input.Deviation);

    static string FindCard(string path)
    {
        string card = Directory.Exists(path) ? System.IO.Path.Combine(path, CardName) : System.IO.Path.ChangeExtension(path, ".json");
        if (File.Exists(card)) return card;
        if (Directory.Exists(path))
        {
            bool isRun = File.Exists(System.IO.Path.Combine(path, TrainingPlan.FileName));
            throw new HebbException(
                isRun ? $"The run '{path}' has not ended: it has no {CardName} yet." : $"The folder '{path}' holds no saved network: it has no {CardName}.",
                isRun ? "Resume it, or wait for its end." : Phrases.Folder);
        }

        throw new HebbException(File.Exists(path) ? $"'{path}' has no card: the file '{card}', which says how to build its network, is not there." : $"There is no network '{path}'.", Phrases.Folder);
    }

    /// <summary>Reads a card.</summary>
    /// <exception cref="HebbException">It is none.</exception>
    public static NetworkCard ReadCard(string path)
    {
        NetworkCard? card;
        using JsonDocument document = JsonFile.Read(path);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.String && !format.ValueEquals(NetworkCard.FormatName))
            throw new HebbException($"{path}: expected a card of the format '{NetworkCard.FormatName}', got '{format}'.", "It was written by another version of Hebb? Then train the network again, or use that version.");
        try
        {
            card = document.Deserialize(NetworkCardJson.Default.NetworkCard);
        }
        catch (JsonException problem)
        {
            throw new HebbException($"{path}{JsonFile.At(problem)}: expected the card of a network, {Phrases.CardWriter}.", Phrases.Folder, problem);
        }

        if (card?.Format is not NetworkCard.FormatName) throw new HebbException($"{path}: expected a card of the format '{NetworkCard.FormatName}', got '{card?.Format}'.", "It may come from another program or a later version of Hebb.");
        InputCard? input = card.Input;
        bool isWhole = input?.Mean is not null && input.Deviation is not null && card.Classes is not null && card.Classes.All(name => name is not null) && card.Model is not null && card.Scores is not null && card.Layers is null or { ValueKind: JsonValueKind.Array } && card.Weights is not null && input.Channels is 1 or 3
            && input.Height is >= 1 and <= MaxSide && input.Width is >= 1 and <= MaxSide && input.Resize is >= 1 and <= MaxSide && input.Mean.Length == input.Channels
            && input.Deviation.Length == input.Channels && input.Deviation.All(d => d > 0 && float.IsFinite(d)) && input.Mean.All(float.IsFinite) && card.Classes.Length is >= 2 and <= MaxClasses;
        return isWhole ? card : throw new HebbException($"{path} is a card of a network, but what it says about images and classes cannot be.", $"It was changed by hand? Use the one that {Phrases.Writer} wrote.");
    }
}
