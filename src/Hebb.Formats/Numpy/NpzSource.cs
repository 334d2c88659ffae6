namespace Hebb.Formats;

/// <summary>A .npz file as <see cref="TensorFile"/> shows it: heads are read when it is opened, values when they are asked for.</summary>
sealed class NpzSource : TensorSource
{
    const string Extension = ".npy";

    readonly FileStream stream;
    readonly string path;
    readonly ZipDirectory zip;
    readonly List<ZipEntry> files = [];
    readonly List<TensorEntry> entries = [];

    public NpzSource(FileStream stream, string path)
    {
        this.stream = stream;
        this.path = path;
        var budget = new ReadingBudget(path, stream.Length);
        zip = ZipDirectory.Read(stream, path, budget);
        foreach (ZipEntry file in zip.Entries.Where(file => file.Name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            using ZipContent content = zip.Open(file);
            NpyHeader header = Head(content, file);
            TensorEntry entry = header.Entry(file.Name[..^Extension.Length]);
            budget.Take((long)entry.Shape.Count * entry.DType.ByteSize, file.Start);
            files.Add(file);
            entries.Add(entry);
        }

        if (entries.Count == 0 && zip.Entries.Count > 0)
        {
            throw new FormatErrorException(
                path, 0, $"a zip archive of tensors holds .npy files (NumPy) or a data.pkl (PyTorch); this one holds {string.Join(", ", zip.Entries.Take(3).Select(file => $"'{file.Name}'"))}{(zip.Entries.Count > 3 ? ", …" : string.Empty)}",
                "If tensor files are inside, unpack them first.");
        }
    }

    /// <inheritdoc/>
    public override string Format => Npz.Format.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorEntry> Entries => entries;

    /// <inheritdoc/>
    public override Tensor Load(int index)
    {
        using ZipContent content = zip.Open(files[index]);
        NpyHeader header = Head(content, files[index]);
        Tensor x = header.ReadValues(content, Source(files[index]), header.Length);
        content.Finish();
        return x;
    }

    /// <inheritdoc/>
    public override void Dispose() => stream.Dispose();

    NpyHeader Head(ZipContent content, ZipEntry file)
    {
        string source = Source(file);
        NpyHeader header = NpyHeader.Read(content, file.Length, source, 0);
        Npy.CheckLength(header, file.Length, source);
        long end = header.Length + header.DataLength;
        return end == file.Length ? header : throw new FormatErrorException(source, end, $"the array of shape {header.Shape} ends here, but its file goes on for {file.Length - end} bytes");
    }

    string Source(ZipEntry file) => $"{path}/{file.Name}";
}
