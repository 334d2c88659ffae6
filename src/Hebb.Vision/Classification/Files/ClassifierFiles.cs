using System.Security.Cryptography;
using System.Text.Json;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>A classifier as two files: model.safetensors, the weights, and model.json, the card, which names them by their hash. So no card is ever taken for that of other weights.</summary>
static class ClassifierFiles
{
    public const string WeightsName = "model.safetensors", CardName = "model.json";
    public const int MaxClasses = 100_000, MaxSide = 8192;

    // How long somebody who replaces both files may take between the two.
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes the weights, then the card that names them: whatever happens in between, no wrong pair is ever read.</summary>
    /// <param name="folder">The folder for both.</param>
    /// <param name="model">The network.</param>
    /// <param name="card">What its card says.</param>
    /// <param name="between">What else belongs to a run that has ended: it is done when the weights are there, and before the card, which says that the run has ended.</param>
    /// <returns>The size of the weights in bytes.</returns>
    public static long Save(string folder, Module model, ClassifierCard card, Action? between = null)
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, model.StateDict(), new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        ReadOnlyMemory<byte> bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        card = card with { Weights = WeightsName, WeightsSha256 = HashOf(bytes.Span) };
        using var weights = new PendingFile(Path.Combine(folder, WeightsName), file => file.Write(bytes.Span));
        if (between is not null)
        {
            weights.Commit();
            between();
        }

        using var description = new PendingFile(Path.Combine(folder, CardName), file => JsonSerializer.Serialize(file, card, ClassifierCardJson.Default.ClassifierCard));
        weights.Commit();
        description.Commit();
        return bytes.Length;
    }

    /// <summary>Builds the network that a card describes and gives it its weights.</summary>
    /// <param name="path">A run's folder, the card, or the weights beside it.</param>
    /// <exception cref="HebbException">A file is missing, broken or of another network.</exception>
    public static ImageClassifier Load(string path)
    {
        string cardPath = FindCard(path);
        (ClassifierCard card, string weightsPath, byte[] bytes) = ReadPair(cardPath);
        Module model = NetworkSpec.Parse(card.Model, card.Layers).Build(card.Input.Size, card.Classes.Count, new Generator(0));
        try
        {
            using var stream = new MemoryStream(bytes);
            model.LoadStateDict(Safetensors.Load(stream, weightsPath, out _));
        }
        catch (StateDictException problem)
        {
            throw new HebbException($"{weightsPath} holds another network than {cardPath} describes ({card.Model}): {problem.Message}", inner: problem);
        }

        return new ImageClassifier(model, card, cardPath);
    }

    // Somebody may be replacing the two files: then the second reading finds the new pair.
    static (ClassifierCard Card, string WeightsPath, byte[] Weights) ReadPair(string cardPath)
    {
        for (bool isSecond = false; ; isSecond = true)
        {
            ClassifierCard card = ReadCard(cardPath);
            string weightsPath = Path.Combine(Path.GetDirectoryName(cardPath) ?? string.Empty, Path.GetFileName(card.Weights));
            if (!File.Exists(weightsPath)) throw new HebbException($"{cardPath} describes the weights {card.Weights}, but '{weightsPath}' is not there.", "Copy both files together.");
            byte[] bytes = InputFile.ReadAllBytes(weightsPath, Array.MaxLength);
            if (string.Equals(HashOf(bytes), card.WeightsSha256, StringComparison.OrdinalIgnoreCase)) return (card, weightsPath, bytes);
            if (isSecond) throw new HebbException($"{cardPath} does not belong to {weightsPath}: the weights are not those that were saved with it (their SHA-256 differs).", "Use the pair that one training wrote.");
            Thread.Sleep(Patience);
        }
    }

    static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static string FindCard(string path)
    {
        string card = Directory.Exists(path) ? Path.Combine(path, CardName) : Path.ChangeExtension(path, ".json");
        if (File.Exists(card)) return card;
        if (Directory.Exists(path))
        {
            bool isRun = File.Exists(Path.Combine(path, TrainingPlan.FileName));
            throw new HebbException(
                isRun ? $"The run '{path}' has not ended: it has no {CardName} yet." : $"The folder '{path}' holds no saved network: it has no {CardName}.",
                isRun ? "Resume it, or wait for its end." : Phrases.Folder);
        }

        throw new HebbException(File.Exists(path) ? $"'{path}' has no card: the file '{card}', which says how to build its network, is not there." : $"There is no network '{path}'.", Phrases.Folder);
    }

    /// <summary>Reads a card.</summary>
    /// <exception cref="HebbException">It is none.</exception>
    public static ClassifierCard ReadCard(string path)
    {
        ClassifierCard? card;
        using JsonDocument document = JsonFile.Read(path);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.String && !format.ValueEquals(ClassifierCard.FormatName))
            throw new HebbException($"{path}: expected a card of the format '{ClassifierCard.FormatName}', got '{format}'.", "It was written by another version of Hebb? Then train the network again, or use that version.");
        try
        {
            card = document.Deserialize(ClassifierCardJson.Default.ClassifierCard);
        }
        catch (JsonException problem)
        {
            throw new HebbException($"{path}{JsonFile.At(problem)}: expected the card of a network, {Phrases.CardWriter}.", Phrases.Folder, problem);
        }

        if (card?.Format is not ClassifierCard.FormatName) throw new HebbException($"{path}: expected a card of the format '{ClassifierCard.FormatName}', got '{card?.Format}'.", "It may come from another program or a later version of Hebb.");
        Preprocessing? input = card.Input;
        bool isWhole = input?.Mean is not null && input.Deviation is not null && card.Classes is not null && card.Classes.All(name => name is not null) && card.Model is not null && card.Scores is not null && card.Layers is null or { ValueKind: JsonValueKind.Array } && card.Weights is not null && input.Channels is 1 or 3
            && input.Height is >= 1 and <= MaxSide && input.Width is >= 1 and <= MaxSide && input.Resize is >= 1 and <= MaxSide && input.Mean.Count == input.Channels
            && input.Deviation.Count == input.Channels && input.Deviation.All(d => d > 0 && float.IsFinite(d)) && input.Mean.All(float.IsFinite) && card.Classes.Count is >= 2 and <= MaxClasses;
        return isWhole ? card : throw new HebbException($"{path} is a card of a network, but what it says about images and classes cannot be.", $"It was changed by hand? Use the one that {Phrases.Writer} wrote.");
    }
}
