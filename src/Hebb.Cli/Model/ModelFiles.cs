using System.Text.Json;
using Hebb.Cli.Configuration;
using Hebb.Cli.Saved;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Model;

/// <summary>Saves a digits network as two files, weights and card, and reads them back.</summary>
static class ModelFiles
{
    public const string WeightsName = "digits.safetensors";
    public const string CardName = "digits.json";

    /// <summary>Makes sure, before any work is done, that a folder can take a model.</summary>
    /// <exception cref="HebbException">It cannot.</exception>
    public static void RequireWritable(string folder)
    {
        OutputFolder.Require(folder);
        foreach (string name in (string[])[WeightsName, CardName])
        {
            if (Directory.Exists(Path.Combine(folder, name)))
                throw new HebbException($"'{Path.Combine(folder, name)}' is a folder, and the model's file would have that name; nothing was begun.", "Name another folder with --out.");
        }
    }

    /// <summary>Writes the weights, then the card that names them by their hash: whatever happens in between, no wrong pair is ever read.</summary>
    /// <returns>The size of the weights in bytes.</returns>
    public static long Save(string folder, Module model, Func<string, ModelCard> card)
    {
        (string hash, long length) = WeightsFile.Write(Path.Combine(folder, WeightsName), model, task: "digits");
        AtomicFile.Write(Path.Combine(folder, CardName), stream => JsonSerializer.Serialize(stream, card(hash), ModelCardJson.Default.ModelCard));
        return length;
    }

    /// <summary>Builds the network that a card describes and gives it its weights.</summary>
    /// <param name="path">The card, the weights beside it, or their folder.</param>
    /// <exception cref="HebbException">A file is missing, broken or of another network, or the two do not belong together.</exception>
    public static (Module Model, ModelCard Card) Load(string path)
    {
        string cardPath = CardPath(path);
        ModelCard card = ReadCard(cardPath);
        string weightsPath = Path.GetExtension(path) is ".safetensors" ? path : Path.Combine(Path.GetDirectoryName(cardPath) ?? string.Empty, Path.GetFileName(card.Weights));
        if (!File.Exists(weightsPath))
            throw new HebbException($"{cardPath} describes the weights {Path.GetFileName(weightsPath)}, but '{weightsPath}' is not there.", "Copy both files together, or train again: hebb train digits.");
        byte[] bytes = InputFile.ReadAllBytes(weightsPath, Array.MaxLength);
        using var stream = new MemoryStream(bytes);
        Dictionary<string, Tensor> state = Safetensors.Load(stream, weightsPath, out _);
        WeightsFile.Require(bytes, card.WeightsSha256, cardPath, weightsPath, "Use the pair that one training wrote, or train again: hebb train digits.");
        Module model = DigitModel.Build(card.Architecture.Kind, card.Architecture.Hidden, new Generator(0));
        try
        {
            model.LoadStateDict(state);
        }
        catch (HebbException problem)
        {
            throw new HebbException($"{weightsPath} does not hold the network that {cardPath} describes: {problem.Message}", inner: problem);
        }

        return (model, card);
    }

    static string CardPath(string path)
    {
        string card = Directory.Exists(path) ? Path.Combine(path, CardName) : Path.ChangeExtension(path, ".json");
        if (File.Exists(card)) return card;
        bool hasWeights = !Directory.Exists(path) && File.Exists(path);
        throw new HebbException(
            hasWeights ? $"'{path}' has no card: the file '{card}', which says how to build its network, is not there." : $"There is no model '{card}'.",
            hasWeights ? "Put the card that was saved with the weights beside them." : "Train one first with hebb train digits, or name it with --model.");
    }

    static ModelCard ReadCard(string path)
    {
        ModelCard? card;
        using JsonDocument document = JsonFile.Read(path);
        try
        {
            card = document.Deserialize(ModelCardJson.Default.ModelCard);
        }
        catch (JsonException problem)
        {
            throw new HebbException(
                $"{path}{JsonFile.At(problem)}: expected the card of a digits model, as hebb train digits writes it; this is JSON of another kind.",
                "Name a model's card with --model, or train again to get one.",
                problem);
        }

        if (card?.Architecture?.Hidden is null || card.Architecture.Kind is null || card.Weights is null || card.Format is not ModelCard.FormatName)
            throw new HebbException($"{path}: expected a card of the format '{ModelCard.FormatName}', got '{card?.Format}'.", "It may come from another program or a later version of Hebb; train again: hebb train digits.");
        ArchitectureCard net = card.Architecture;
        if (!DigitModel.IsPossible(net.Kind, net.Hidden) || net.Outputs != Digits.Classes.Count)
        {
            throw new HebbException(
                $"{path}: the architecture {net.Kind} [{string.Join(", ", net.Hidden)}] → {net.Outputs} is none that reads digits.",
                $"An mlp has hidden layers of 1 to {DigitModel.Widest} units, a cnn two convolutions of 1 to {DigitModel.MaxChannels} channels, and there are ten outputs.");
        }

        return card;
    }
}
