using System.Globalization;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>What a training of the line reader changes, and its file.</summary>
sealed class LineTrainingState(LineNetwork network, Optimizer optimizer, ExponentialMovingAverage average)
{
    const string NetworkPart = "network.", OptimizerPart = "optimizer.", AveragePart = "average.";

    /// <summary>The epoch that is going on, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>How many examples of it are done.</summary>
    public int Position { get; set; }

    /// <summary>The optimizer's steps.</summary>
    public int Steps { get; set; }

    /// <summary>Writes the checkpoint.</summary>
    public void Save(string path, string settings)
    {
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor value) in network.StateDict()) all[NetworkPart + name] = value;
        foreach ((string name, Tensor value) in optimizer.StateDict()) all[OptimizerPart + name] = value;
        foreach ((string name, Tensor value) in average.StateDict()) all[AveragePart + name] = value;
        Safetensors.Save(path, all, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["settings"] = settings,
            ["epoch"] = Epoch.ToString(CultureInfo.InvariantCulture),
            ["position"] = Position.ToString(CultureInfo.InvariantCulture),
            ["steps"] = Steps.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Takes up a checkpoint, if the file is there.</summary>
    /// <exception cref="HebbException">It was made with other settings.</exception>
    public bool Load(string path, string settings)
    {
        if (!File.Exists(path)) return false;
        Dictionary<string, Tensor> all = Safetensors.Load(path, out Dictionary<string, string> metadata);
        if (metadata.GetValueOrDefault("settings") != settings)
            throw new HebbException($"{path} is of a training with other settings: {metadata.GetValueOrDefault("settings")} instead of {settings}.", "Resume it with the same settings, or delete the file.");
        _ = network.LoadStateDict(Part(all, NetworkPart));
        optimizer.LoadStateDict(Part(all, OptimizerPart));
        average.LoadStateDict(Part(all, AveragePart));
        (Epoch, Position, Steps) = (Number(metadata, "epoch"), Number(metadata, "position"), Number(metadata, "steps"));
        return true;
    }

    static int Number(Dictionary<string, string> metadata, string name) => int.Parse(metadata[name], CultureInfo.InvariantCulture);

    static Dictionary<string, Tensor> Part(Dictionary<string, Tensor> all, string part) =>
        all.Where(pair => pair.Key.StartsWith(part, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[part.Length..], pair => pair.Value, StringComparer.Ordinal);
}
