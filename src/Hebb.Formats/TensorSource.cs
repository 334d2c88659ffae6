namespace Hebb.Formats;

/// <summary>What a format's reader gives to <see cref="TensorFile"/>: the list of what is there, and each tensor when it is asked for.</summary>
abstract class TensorSource : IDisposable
{
    /// <summary>The format's name for people, such as "NumPy array".</summary>
    public abstract string Format { get; }

    /// <summary>The tensors, in the file's order.</summary>
    public abstract IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Everything else, by dotted name: text, numbers, truth values and null.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, object?>> Values => [];

    /// <summary>What is there and cannot be read, with the reason.</summary>
    public virtual IReadOnlyList<SkippedEntry> Skipped => [];

    /// <summary>Reads one tensor.</summary>
    /// <param name="index">Its place in <see cref="Entries"/>.</param>
    /// <exception cref="FormatErrorException">Its values break the format.</exception>
    public abstract Tensor Load(int index);

    /// <summary>Closes the file.</summary>
    public abstract void Dispose();
}
