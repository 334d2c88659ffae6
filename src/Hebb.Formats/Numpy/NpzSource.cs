namespace Hebb.Formats;

/// <summary>
/// A .npz file as <see cref="TensorFile"/> shows it: heads are read when it is opened, values when they are asked for. What is no array of numbers is listed as skipped; the
/// arrays inside Python objects are read like those of a pickle.
/// </summary>
sealed class NpzSource : ListedSource
{
    const string Extension = ".npy";

    readonly string path;
    readonly ZipDirectory zip;
    readonly ReadingBudget budget;

    // What is wrong with the first file that is no array, for an archive of nothing else.
    FormatErrorException? wrong;

    public NpzSource(FileStream stream, string path)
        : base(stream, new TensorListing(path))
    {
        this.path = path;
        budget = new ReadingBudget(path, stream.Length);
        zip = ZipDirectory.Read(stream, path, budget);
        foreach (ZipEntry file in zip.Entries)
        {
            if (!file.Name.EndsWith(Extension, StringComparison.Ordinal)) listing.Skip(listing.Free(file.Name), "it is no array: its name does not end in .npy", file.Start);
            else if (file.Problem is { } problem) listing.Skip(listing.Free(NameOf(file)), $"its file {problem}", file.Start);
            else List(file);
        }

        if (listing.Entries.Count + listing.Values.Count > 0 || zip.Entries.Count == 0) return;
        if (wrong is not null) throw wrong;
        if (zip.Entries.FirstOrDefault(file => file.Name.EndsWith(Extension, StringComparison.Ordinal)) is { } first)
            throw new FormatErrorException(Source(first), 0, listing.Skipped.First(skipped => string.Equals(skipped.Name, NameOf(first), StringComparison.Ordinal)).Reason);
        throw new FormatErrorException(path, 0, ZipKinds.Describe(zip.Entries), "If tensor files are inside, unpack them first.");
    }

    /// <inheritdoc/>
    public override string Format => Npz.Format.Name;

    void List(ZipEntry file)
    {
        NpyHeader header;
        try
        {
            using ZipContent content = zip.Open(file);
            header = Head(content, file);
        }
        catch (FormatErrorException problem)
        {
            // With the right checksum it is what somebody put there, and does not cost the others; with another one the archive is damaged.
            if (!IsWhole(file)) throw;
            wrong ??= problem;
            listing.Skip(listing.Free(NameOf(file)), $"it is no array: {problem.Message.Split('\n')[0]}", file.Start);
            return;
        }

        if (header.IsObjects)
        {
            ListObjects(file, header);
        }
        else if (header.Problem is { } problem)
        {
            listing.Skip(listing.Free(NameOf(file)), problem.What, file.Start);
        }
        else
        {
            TensorEntry entry = header.Entry(listing.Free(NameOf(file)));
            budget.Take((long)entry.Shape.Count * entry.DType.ByteSize, file.Start);
            listing.Add(entry.Name, entry.StoredType, entry.Shape, () => Load(file), file.Start);
        }
    }

    // The checksum is right, so what cannot be read is not damaged but of another kind.
    void ListObjects(ZipEntry file, NpyHeader header)
    {
        byte[] bytes = zip.ReadAll(file, budget);
        var names = new PickleNames(Source(file), NameOf(file), isListTensor: true);
        try
        {
            names.Flatten(NumpyPickle.Read(new MemoryStream(bytes), header.Length, bytes.Length, Source(file), budget), NameOf(file));
        }
        catch (FormatErrorException problem)
        {
            listing.Skip(listing.Free(NameOf(file)), $"it holds Python objects that cannot be read: {problem.Message.Split('\n')[0]}", file.Start);
            return;
        }

        foreach ((string name, PickledTensor tensor) in names.Tensors) listing.Add(listing.Free(name), tensor.Type, StoredShape.Loaded(tensor.Shape, tensor.Type), tensor.Load, file.Start);
        foreach ((string name, object? value) in names.Values) listing.AddValue(listing.Free(name), value, file.Start);
        foreach (SkippedEntry skipped in names.Skipped) listing.Skip(listing.Free(skipped.Name), skipped.Reason, file.Start);
    }

    bool IsWhole(ZipEntry file)
    {
        var part = new byte[64 * 1024];
        try
        {
            using ZipContent content = zip.Open(file);
            while (content.Read(part) > 0)
            {
                // Only the checksum is wanted.
            }

            content.Finish();
            return true;
        }
        catch (FormatErrorException)
        {
            return false;
        }
    }

    Tensor Load(ZipEntry file)
    {
        using ZipContent content = zip.Open(file);
        NpyHeader header = Head(content, file);
        Tensor x = header.ReadValues(content, Source(file), header.Length);
        content.Finish();
        return x;
    }

    NpyHeader Head(ZipContent content, ZipEntry file)
    {
        string source = Source(file);
        NpyHeader header = NpyHeader.Read(content, file.Length, source, 0);
        if (header.Problem is not null) return header;
        Npy.CheckLength(header, file.Length, source);
        long end = header.Length + header.DataLength;
        return end == file.Length ? header : throw new FormatErrorException(source, end, $"the array of shape {header.Shape} ends here, but its file goes on for {file.Length - end} bytes");
    }

    static string NameOf(ZipEntry file) => file.Name[..^Extension.Length];

    string Source(ZipEntry file) => $"{path}/{file.Name}";
}
