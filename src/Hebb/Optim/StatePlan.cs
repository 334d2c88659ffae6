namespace Hebb.Optim;

/// <summary>The loading of a snapshot in two steps, so that it happens wholly or not at all: first everything is looked for and checked, then it is put in place.</summary>
internal sealed class StatePlan(IReadOnlyDictionary<string, Tensor> state)
{
    readonly HashSet<string> left = new(state.Keys, StringComparer.Ordinal);
    readonly List<string> faults = [];
    readonly List<Action> steps = [];

    /// <summary>An entry, or null if there is none or it has another shape, which is a fault.</summary>
    internal Tensor? Take(string name, Shape shape)
    {
        if (TakeAny(name) is not { } value) return null;
        if (value.Shape == shape) return value;
        faults.Add($"{name} has shape {value.Shape} instead of {shape}");
        return null;
    }

    /// <summary>An entry of any shape, or null if there is none.</summary>
    internal Tensor? TakeAny(string name)
    {
        if (!state.TryGetValue(name, out Tensor? value)) return null;
        left.Remove(name);
        return value;
    }

    /// <summary>An entry that must be there.</summary>
    internal Tensor? Need(string name, Shape shape)
    {
        if (!state.ContainsKey(name)) faults.Add($"{name} is missing");
        return Take(name, shape);
    }

    internal void Fault(string text) => faults.Add(text);

    internal void Then(Action step) => steps.Add(step);

    /// <summary>What is wrong, or null if everything fits. Call it when all entries were taken: what is left is unknown.</summary>
    internal string? Faults()
    {
        foreach (string name in left) faults.Add($"{name} is unknown");
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    internal void Carry()
    {
        foreach (Action step in steps) step();
    }
}
