namespace Hebb.Formats;

/// <summary>
/// Reads PyTorch's files (.pt, .pth), the zip archives of today and the form before version 1.6, and writes state dictionaries that torch.load reads, with weights_only
/// too; the weights of TorchScript archives (torch.jit.save) are read as well. Nothing in a file is executed: tensors, containers and plain values are read, and what belongs
/// to any other class or function stands there as a <see cref="PickledObject"/> that does nothing. A file of nothing else, or of one whole module, is refused. Tensors that
/// share a storage come back as separate ones; the storage is read once. Safe from several threads at once.
/// </summary>
/// <remarks>Source: PyTorch's torch/serialization.py and caffe2/serialize/inline_container.h, which describe the two forms. Tar archives (before 0.1.10) are not read.</remarks>
public static class PyTorchFile
{
    /// <summary>The format's place in <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("PyTorch (.pt, .pth)", Matches, Open);

    /// <summary>Reads the value of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// What was saved: <see cref="PickleDictionary"/> for a dictionary, List&lt;object?> for a list, object?[] for a tuple or a torch.Size, HashSet&lt;object> for a set,
    /// <see cref="Tensor"/> for a tensor, a parameter or an array, string for text, a device ("cuda:0") or a type ("torch.float32"), and long, double, bool, byte[],
    /// BigInteger or null; <see cref="PickledObject"/> for an object of any other class.
    /// </returns>
    /// <exception cref="FormatErrorException">The file breaks the format, or holds nothing but objects of other classes, or one whole module.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// var names = (PickleDictionary)PyTorchFile.Load("label_dict.pth")!;
    /// Console.WriteLine(names[3]);
    /// </code></example>
    public static object? Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        return Read(stream, path).Load();
    }

    /// <summary>
    /// Reads the tensors of a state dictionary: the file's own, or the one that a checkpoint holds under "state_dict", "model_state_dict", "model" or another usual name. A
    /// whole module that stands there (YOLO) gives the tensors that its state_dict would, and so does a TorchScript archive.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="key">Where the state dictionary stands, such as "generator"; keys inside each other are joined with dots. Null looks for it.</param>
    /// <returns>The tensors by name, in the file's order. Values of the state dictionary that are not tensors are left out.</returns>
    /// <exception cref="FormatErrorException">The file breaks the format, or holds no state dictionary.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Dictionary&lt;string, Tensor> state = PyTorchFile.LoadStateDict("resnet20.th");   // module.conv1.weight, …
    /// model.LoadStateDict(state.WithoutPrefix("module."));                            // model.Load("resnet20.th") does both
    /// </code></example>
    public static Dictionary<string, Tensor> LoadStateDict(string path, string? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        PickleContent content = Read(stream, path);
        IReadOnlyList<KeyValuePair<string, PickledTensor>> state = StateDict.Find(content, key, path);
        var loaded = new Dictionary<PickledTensor, Tensor>(ReferenceEqualityComparer.Instance);
        var tensors = new Dictionary<string, Tensor>(state.Count, StringComparer.Ordinal);
        foreach ((string name, PickledTensor tensor) in state) tensors[name] = content.LoadOnce(tensor, loaded);

        return tensors;
    }

    /// <summary>Writes a state dictionary, atomically: see <see cref="AtomicFile"/>. The same content gives the same bytes.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">The tensors by name; any type and any strides. A tensor under two names is written once.</param>
    /// <exception cref="ArgumentException">A name holds half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <example><code>
    /// PyTorchFile.SaveStateDict("model.pth", model.StateDict());   // in Python: model.load_state_dict(torch.load("model.pth", weights_only=True))
    /// </code></example>
    public static void SaveStateDict(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        StoredText.Check(tensors.Keys);
        AtomicFile.Write(path, stream => PyTorchWriter.Write(stream, tensors));
    }

    /// <summary>Opens a file, for <see cref="TensorFile"/>.</summary>
    internal static TensorSource Open(FileStream stream, string path) => new PickleSource(Format.Name, Read(stream, path), new PickleNames(path, "tensor", isListTensor: false), stream);

    static PickleContent Read(FileStream stream, string path)
    {
        stream.Position = 0;
        FileHead head = FileHead.Of(stream, path);
        if (PyTorchLegacy.Matches(head)) return PyTorchLegacy.Read(stream, path);
        if (ZipDirectory.Matches(head)) return PyTorchZip.Read(stream, path);
        string found = ForeignFormat.NameOf(head) is { } known ? $"this is {known}" : $"this one begins with {Convert.ToHexString(head.Bytes.AsSpan(0, Math.Min(8, head.Bytes.Length)))}";
        throw new FormatErrorException(path, 0, $"a PyTorch file begins as a zip archive or with PyTorch's pickled magic number; {found}", "TensorFile.Open(path) and module.Load(path) tell other formats by their content.");
    }

    // PyTorch writes data.pkl first. An archive that was packed again in another order is found by Npz.
    static bool Matches(FileHead head)
    {
        const int NameLength = 26, NameStart = 30;
        if (PyTorchLegacy.Matches(head)) return true;
        if (!head.Has("PK\x03\x04"u8) || head.Bytes.Length < NameStart) return false;
        ReadOnlySpan<byte> name = head.Bytes.AsSpan(NameStart);
        int length = head.Bytes[NameLength] | (head.Bytes[NameLength + 1] << 8);
        return length <= name.Length && name[..length].EndsWith("data.pkl"u8);
    }
}
