using System.Globalization;

namespace Hebb.Training;

/// <summary>A part of a <see cref="Checkpoint"/>: tensors, numbers, switches and texts by name, and parts of its own.</summary>
public sealed class CheckpointSection
{
    readonly Checkpoint checkpoint;
    readonly string path;

    internal CheckpointSection(Checkpoint checkpoint, string path)
    {
        this.checkpoint = checkpoint;
        this.path = path;
    }

    /// <summary>A part of this part; it need not exist yet.</summary>
    /// <param name="name">Its name.</param>
    public CheckpointSection Section(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CheckpointSection(checkpoint, $"{path}{name}/");
    }

    /// <summary>Stores a tensor. It is not copied: give one that nobody changes until the checkpoint is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The tensor.</param>
    public void Put(string name, Tensor value) => checkpoint.Tensors[path + name] = value;

    /// <summary>Stores tensors, each under its own name.</summary>
    /// <param name="state">What a StateDict gave.</param>
    public void Put(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach ((string name, Tensor value) in state) Put(name, value);
    }

    /// <summary>Stores a text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text.</param>
    public void Put(string name, string value) => checkpoint.Values[path + name] = value;

    /// <summary>Stores a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public void Put(string name, long value) => Put(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Stores a number, exactly; NaN and infinity too.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public void Put(string name, double value) => Put(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Stores a switch.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The switch.</param>
    public void Put(string name, bool value) => Put(name, value ? "true" : "false");

    /// <summary>Whether there is a tensor or a value of a name.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => checkpoint.Values.ContainsKey(path + name) || checkpoint.Tensors.ContainsKey(path + name);

    /// <summary>A tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="CheckpointException">It is missing.</exception>
    public Tensor GetTensor(string name) => checkpoint.Tensors.TryGetValue(path + name, out Tensor? value) ? value : throw Missing(name);

    /// <summary>Copies a tensor's values into an array of the same length.</summary>
    internal void Fill<T>(string name, T[] place)
        where T : unmanaged
    {
        Tensor saved = GetTensor(name);
        if (saved.Count != place.Length) throw new CheckpointException($"The checkpoint's '{path}{name}' has {saved.Count} numbers; {place.Length} are needed.", "Resume with the metrics that the run began with.");
        saved.ToArray<T>().CopyTo(place, 0);
    }

    /// <summary>All tensors of this part by their names in it.</summary>
    public Dictionary<string, Tensor> Tensors()
    {
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor value) in checkpoint.Tensors)
        {
            if (name.StartsWith(path, StringComparison.Ordinal)) result.Add(name[path.Length..], value);
        }

        return result;
    }

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="CheckpointException">It is missing.</exception>
    public string GetText(string name) => checkpoint.Values.TryGetValue(path + name, out string? value) ? value : throw Missing(name);

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="CheckpointException">It is missing or no whole number.</exception>
    public long GetInteger(string name) =>
        long.TryParse(GetText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Wrong(name, "a whole number");

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="CheckpointException">It is missing or no number.</exception>
    public double GetNumber(string name) =>
        double.TryParse(GetText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Wrong(name, "a number");

    /// <summary>A switch.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="CheckpointException">It is missing or neither "true" nor "false".</exception>
    public bool GetBoolean(string name) => GetText(name) switch
    {
        "true" => true,
        "false" => false,
        _ => throw Wrong(name, "\"true\" or \"false\""),
    };

    CheckpointException Missing(string name) =>
        new($"The checkpoint has no '{path}{name}'.", "It was made with other settings, or by another version: a trainer resumes with the schedules, callbacks and average that the run began with.");

    CheckpointException Wrong(string name, string what) => new($"The checkpoint's '{path}{name}' should be {what}; it is '{GetText(name)}'.", "The checkpoint is damaged; use an older one.");
}
