using System.Globalization;
using System.Text;

namespace Hebb.Training;

/// <summary>
/// What happened during a training: numbers by name, per step ("loss", "learning_rate") and per epoch ("loss", "val_loss", "val_accuracy"), and how it ended.
/// Belongs to the thread that trains while it runs.
/// </summary>
public sealed class TrainingHistory
{
    readonly Dictionary<string, MetricHistory> steps = new(StringComparer.Ordinal);
    readonly Dictionary<string, MetricHistory> epochs = new(StringComparer.Ordinal);
    readonly List<string> warnings = [];

    internal TrainingHistory()
    {
    }

    /// <summary>Numbers taken at steps, by name.</summary>
    public IReadOnlyDictionary<string, MetricHistory> Steps => steps;

    /// <summary>Numbers taken at the ends of epochs and at validations, by name.</summary>
    public IReadOnlyDictionary<string, MetricHistory> Epochs => epochs;

    /// <summary>A number taken at the ends of epochs and at validations.</summary>
    /// <param name="name">Its name: "val_loss".</param>
    /// <exception cref="KeyNotFoundException">Nothing of that name was recorded.</exception>
    public MetricHistory this[string name] => epochs.TryGetValue(name, out MetricHistory? series)
        ? series
        : throw new KeyNotFoundException($"The history has no '{name}'; it has {(epochs.Count == 0 ? "nothing yet" : string.Join(", ", epochs.Keys))}.");

    /// <summary>How many steps the optimizer has made, those before a resume included.</summary>
    public long StepCount { get; internal set; }

    /// <summary>How many epochs were finished, those before a resume included.</summary>
    public int EpochCount { get; internal set; }

    /// <summary>How many samples were trained on, counted each time.</summary>
    public long SampleCount { get; internal set; }

    /// <summary>How long the training took, time before a resume included.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>From which step this run went on; null if it began anew.</summary>
    public long? ResumedAtStep { get; internal set; }

    /// <summary>Why it ended.</summary>
    public StopReason StopReason { get; internal set; }

    /// <summary>Why it ended, in a sentence.</summary>
    public string StopMessage { get; internal set; } = "The training has not ended.";

    /// <summary>The best value of the number that the trainer watches, NaN if there was none.</summary>
    public double BestValue { get; internal set; } = double.NaN;

    /// <summary>After how many steps the best value came.</summary>
    public long BestStep { get; internal set; }

    /// <summary>What went wrong without ending the training, such as a checkpoint that could not be written.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>How it ended and the newest numbers.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(StopMessage);
        foreach (MetricHistory series in epochs.Values) text.Append(CultureInfo.InvariantCulture, $" {series.Name} {series.Last:G4}");
        return text.ToString();
    }

    internal void AddStep(string name, long step, double epoch, double value) => Add(steps, name, step, epoch, value);

    internal void AddEpoch(string name, long step, double epoch, double value) => Add(epochs, name, step, epoch, value);

    internal void Warn(string text) => warnings.Add(text);

    internal void Save(CheckpointSection section)
    {
        Save(section.Section("steps"), steps);
        Save(section.Section("epochs"), epochs);
        section.Put("best", BestValue);
        section.Put("best_step", BestStep);
    }

    internal void Load(CheckpointSection section)
    {
        Load(section.Section("steps"), steps);
        Load(section.Section("epochs"), epochs);
        BestValue = section.GetNumber("best");
        BestStep = section.GetInteger("best_step");
    }

    static void Add(Dictionary<string, MetricHistory> all, string name, long step, double epoch, double value)
    {
        if (!all.TryGetValue(name, out MetricHistory? series)) all.Add(name, series = new MetricHistory(name));
        series.Add(step, epoch, value);
    }

    static void Save(CheckpointSection section, Dictionary<string, MetricHistory> all)
    {
        section.Put("names", string.Join('\n', all.Keys));
        foreach (MetricHistory series in all.Values) series.Save(section.Section(series.Name));
    }

    static void Load(CheckpointSection section, Dictionary<string, MetricHistory> all)
    {
        all.Clear();
        foreach (string name in section.GetText("names").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var series = new MetricHistory(name);
            series.Load(section.Section(name));
            all.Add(name, series);
        }
    }
}
