using Hebb.Optim;

namespace Hebb.Training;

/// <summary>The values of one number during a training, and when each was taken. Grows while the training runs; belongs to its thread.</summary>
public sealed class MetricHistory
{
    readonly List<long> steps = [];
    readonly List<double> epochs = [];
    readonly List<double> values = [];

    internal MetricHistory(string name) => Name = name;

    /// <summary>The number's name: "val_loss".</summary>
    public string Name { get; }

    /// <summary>How many values there are.</summary>
    public int Count => values.Count;

    /// <summary>The values, the oldest first.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>After how many steps of the optimizer each value was taken.</summary>
    public IReadOnlyList<long> Steps => steps;

    /// <summary>After how many epochs each value was taken; with a fraction in the middle of one whose length is known.</summary>
    public IReadOnlyList<double> Epochs => epochs;

    /// <summary>The newest value; NaN for none.</summary>
    public double Last => values.Count > 0 ? values[^1] : double.NaN;

    /// <summary>The best value; NaN for none. A NaN among others is not the best.</summary>
    /// <param name="mode">Which way the number is better; see <see cref="MetricGoal.Of"/>.</param>
    public double Best(PlateauMode mode) => IndexOfBest(mode) is var best and >= 0 ? values[best] : double.NaN;

    /// <summary>The index of the best value, of several equal ones the first; −1 for none.</summary>
    /// <param name="mode">Which way the number is better.</param>
    public int IndexOfBest(PlateauMode mode)
    {
        int best = -1;
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsNaN(values[i]) && (best < 0 || MetricGoal.IsBetter(values[i], values[best], mode))) best = i;
        }

        return best;
    }

    /// <summary>Name, number of values and the newest one.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Count} values, last {Last}");

    internal void Add(long step, double epoch, double value)
    {
        steps.Add(step);
        epochs.Add(epoch);
        values.Add(value);
    }

    internal void Save(CheckpointSection section)
    {
        section.Put("steps", Tensor.From<long>([.. steps]));
        section.Put("epochs", Tensor.From<double>([.. epochs]));
        section.Put("values", Tensor.From<double>([.. values]));
    }

    internal void Load(CheckpointSection section)
    {
        steps.Clear();
        epochs.Clear();
        values.Clear();
        steps.AddRange(section.GetTensor("steps").ToArray<long>());
        epochs.AddRange(section.GetTensor("epochs").ToArray<double>());
        values.AddRange(section.GetTensor("values").ToArray<double>());
        if (steps.Count != values.Count || epochs.Count != values.Count) throw new CheckpointException($"The history of {Name} has {values.Count} values, {steps.Count} steps and {epochs.Count} epochs.", "The checkpoint is damaged; use an older one.");
    }
}
