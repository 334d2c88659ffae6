namespace Hebb.Formats;

/// <summary>A file of pickled values as <see cref="TensorFile"/> shows it: containers become dotted names.</summary>
sealed class PickleSource : TensorSource
{
    /// <summary>What a TorchScript archive is called.</summary>
    public const string TorchScriptName = "TorchScript archive (.pt)";

    readonly IDisposable file;
    readonly PickledTensor[] tensors;

    /// <summary>Lists what is there.</summary>
    /// <param name="format">The format's name for people.</param>
    /// <param name="content">What the pickle holds.</param>
    /// <param name="names">How the values become names.</param>
    /// <param name="file">Closed with this.</param>
    public PickleSource(string format, PickleContent content, PickleNames names, IDisposable file)
    {
        this.file = file;
        Format = content.IsScript ? TorchScriptName : format;
        names.Flatten(content);
        tensors = [.. names.Tensors.Select(named => named.Value)];
        Entries = [.. names.Tensors.Select(named => new TensorEntry(named.Key, named.Value.Type, StoredShape.Loaded(named.Value.Shape, named.Value.Type)))];
        Values = names.Values;
        Skipped = names.Skipped;
    }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, object?>> Values { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SkippedEntry> Skipped { get; }

    /// <inheritdoc/>
    public override Tensor Load(int index) => tensors[index].Load();

    /// <inheritdoc/>
    public override void Dispose() => file.Dispose();
}
