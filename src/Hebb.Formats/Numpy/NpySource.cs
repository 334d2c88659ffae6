namespace Hebb.Formats;

/// <summary>A .npy file as <see cref="TensorFile"/> shows it: one tensor called "array".</summary>
sealed class NpySource : TensorSource
{
    const string Name = "array";
    readonly FileStream stream;
    readonly string path;
    readonly NpyHeader header;

    public NpySource(FileStream stream, string path)
    {
        this.stream = stream;
        this.path = path;
        stream.Position = 0;
        header = NpyHeader.ReadNumbers(stream, stream.Length, path, 0);
        Npy.CheckLength(header, stream.Length, path);
        long end = header.Length + header.DataLength;
        if (end != stream.Length)
        {
            throw new FormatErrorException(
                path, end, $"the array of shape {header.Shape} ends here, but the file goes on for {stream.Length - end} bytes",
                "Where several arrays were saved one after the other, read them one by one with Npy.Load(stream, …).");
        }

        Entries = [header.Entry(Name)];
    }

    /// <inheritdoc/>
    public override string Format => Npy.Format.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    public override Tensor Load(int index)
    {
        stream.Position = header.Length;
        return header.ReadValues(stream, path, header.Length);
    }

    /// <inheritdoc/>
    public override void Dispose() => stream.Dispose();
}
