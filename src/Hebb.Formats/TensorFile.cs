namespace Hebb.Formats;

/// <summary>
/// One door to every tensor file that Hebb reads: it recognises the format by the content, lists names, shapes and types without reading the values, and reads
/// each tensor when it is asked for. Nothing in a file is executed. An open file belongs to one thread at a time.
/// </summary>
/// <example><code>
/// using TensorFile file = TensorFile.Open("nist36_train.mat");
/// foreach (TensorEntry entry in file.Entries) Console.WriteLine($"{entry.Name} {entry.Shape}");
/// Tensor images = file["train_data"];
/// </code></example>
public sealed class TensorFile : IDisposable
{
    /// <summary>The first value of <see cref="UnpackedBytesLimit"/>: 1 GB.</summary>
    public const long DefaultUnpackedBytesLimit = MemoryLimit.Default;

    // Every format, the surest to recognise first; formats without a mark of their own come last. Adding a format is adding its folder and a line here.
    static readonly TensorFormat[] Formats =
    [
        Npy.Format,
        PyTorchFile.Format,
        KerasArchive.Format,
        Npz.Format,
        Safetensors.Format,
        NumpyPickle.Format,
        Mat.Format,
        Hdf5.Format,
        Idx.Format,
        Cifar.Format,
        PixelCsv.Format,
    ];

    readonly TensorSource source;

    TensorFile(string path, TensorSource source)
    {
        Path = path;
        this.source = source;
    }

    /// <summary>
    /// How many bytes compressed content may unpack to, where the packed bytes can hold it at all: deflate cannot pass 1,032 to 1. 1 GB unless it is changed. What a header
    /// only claims, without bytes behind it, may take 8 times the file and a sixteenth of this. It holds for the whole process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long UnpackedBytesLimit
    {
        get => MemoryLimit.Unpacked;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            MemoryLimit.Unpacked = value;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The format's name for people, such as "NumPy array".</summary>
    public string Format => source.Format;

    /// <summary>The tensors, in the file's order.</summary>
    public IReadOnlyList<TensorEntry> Entries => source.Entries;

    /// <summary>Everything else, by dotted name: text, numbers, truth values and null.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Values => source.Values;

    /// <summary>What the file holds and Hebb cannot read, with the reason; it does not stop the rest from being read.</summary>
    public IReadOnlyList<SkippedEntry> Skipped => source.Skipped;

    /// <summary>Reads the tensor of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor; the message lists those that there are.</exception>
    /// <exception cref="FormatErrorException">Its values break the format, or it is one of <see cref="Skipped"/>; the message says why.</exception>
    public Tensor this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            for (int i = 0; i < Entries.Count; i++)
            {
                if (string.Equals(Entries[i].Name, name, StringComparison.Ordinal)) return source.Load(i);
            }

            if (Skipped.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal)) is { } skipped)
                throw new FormatErrorException(Path, 0, $"'{name}' cannot be read: {skipped.Reason}");
            const int Shown = 10;
            string names = string.Join(", ", Entries.Take(Shown).Select(entry => $"'{entry.Name}'"));
            throw new KeyNotFoundException($"{Path} has no tensor '{name}'; it has {(Entries.Count == 0 ? "none at all" : names)}{(Entries.Count > Shown ? $" and {Entries.Count - Shown} more" : string.Empty)}.");
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">A file of any format that Hebb reads; its name does not matter.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="FormatErrorException">The format is not known, or the file breaks it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream stream = InputFile.Open(path);
        try
        {
            FileHead head = FileHead.Of(stream, path);
            TensorFormat format = Array.Find(Formats, format => format.Matches(head)) ?? throw Unknown(head);
            return new TensorFile(path, format.Open(stream, path));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads all tensors.</summary>
    /// <returns>The tensors by name, in the file's order.</returns>
    /// <exception cref="FormatErrorException">Values break the format.</exception>
    public Dictionary<string, Tensor> LoadAll()
    {
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < Entries.Count; i++) all.Add(Entries[i].Name, source.Load(i));
        return all;
    }

    static FormatErrorException Unknown(FileHead head)
    {
        string problem = head.Length == 0 ? "the file is empty"
            : ForeignFormat.NameOf(head) is { } foreign ? $"this is {foreign}, which is not read as tensors"
            : $"no known tensor format begins with {Convert.ToHexString(head.Bytes.AsSpan(0, Math.Min(8, head.Bytes.Length)))}";
        return new FormatErrorException(head.Path, 0, problem, $"Hebb reads {string.Join(", ", Formats.Select(known => known.Name))}.");
    }

    /// <summary>Reads the tensors whose names begin with a prefix, such as "state_dict.module.".</summary>
    /// <param name="prefix">The prefix with its last dot.</param>
    /// <returns>The tensors by the rest of their names, in the file's order.</returns>
    /// <exception cref="HebbException">No name begins so; the message lists what names begin with.</exception>
    /// <exception cref="FormatErrorException">Values break the format.</exception>
    public Dictionary<string, Tensor> LoadAll(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < Entries.Count; i++)
        {
            string name = Entries[i].Name;
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)) all.Add(name[prefix.Length..], source.Load(i));
        }

        if (all.Count == 0 && prefix.Length > 0) throw StateDictNames.NotThere(prefix, Entries.Select(entry => entry.Name));
        return all;
    }

    /// <summary>Reads the tensor at a place in <see cref="Entries"/>.</summary>
    internal Tensor Load(int index) => source.Load(index);

    /// <summary>Closes the file. Tensors that were read stay.</summary>
    public void Dispose() => source.Dispose();
}
