using System.Text;

namespace Hebb.Formats;

/// <summary>A PyTorch file of the present form: a zip archive with the pickle data.pkl, a file for each storage (data/0, data/1, …) and, in newer ones, byteorder.</summary>
sealed class PyTorchZip : TorchPickleResolver
{
    const string PickleName = "data.pkl";

    readonly ZipDirectory zip;
    readonly FileStream stream;
    readonly Dictionary<string, ZipEntry> files;
    readonly Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
    readonly string path;
    readonly string folder;
    readonly ReadingBudget budget;
    readonly bool isBigEndian, isScript;

    // Where the storages of the pickle that is being read stand.
    string data = "data";

    PyTorchZip(FileStream stream, string path)
    {
        this.path = path;
        this.stream = stream;
        budget = new ReadingBudget(path, stream.Length);
        zip = ZipDirectory.Read(stream, path, budget);
        files = zip.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        ZipEntry pickle = Pickle(zip) ?? throw new FormatErrorException(path, 0, "a PyTorch file holds a data.pkl; this archive has none");
        folder = pickle.Name[..^PickleName.Length];
        isScript = files.ContainsKey($"{folder}constants.pkl");
        isBigEndian = files.TryGetValue($"{folder}byteorder", out ZipEntry? order) && order.Length < 16 && Encoding.Latin1.GetString(zip.ReadAll(order, budget, isChecked: false)).Trim() == "big";
    }

    /// <summary>Whether an archive is a PyTorch file.</summary>
    public static bool IsOne(FileStream stream, string path) => Pickle(ZipDirectory.Read(stream, path, new ReadingBudget(path, stream.Length))) is not null;

    /// <summary>Reads a file's pickle.</summary>
    public static PickleContent Read(FileStream stream, string path)
    {
        var file = new PyTorchZip(stream, path);
        ZipEntry pickle = file.files[$"{file.folder}{PickleName}"];
        object? root = file.Value(pickle);
        if (!file.isScript) return new PickleContent(root, file.budget, path);
        return new PickleContent(file.WithConstants(root as PickledObject ?? new PickledObject("program", [])), file.budget, path, isScript: true);
    }

    object? Value(ZipEntry pickle)
    {
        byte[] bytes = zip.ReadAll(pickle, budget, isChecked: false);
        string source = $"{path}/{pickle.Name}";
        return new PickleMachine(new PickleInput(new MemoryStream(bytes), 0, bytes.Length, source), this, budget, path).Run();
    }

    // A frozen program keeps its weights among its constants.
    PickledObject WithConstants(PickledObject program)
    {
        (data, ZipEntry file) = ("constants", files[$"{folder}constants.pkl"]);
        object? constants = file.Length == 0 ? null : Value(file);
        if (PickleTree.CountOf(constants) <= 0 || constants is PickledObject) return program;
        var tensors = new PickleDictionary();
        for (int i = 0; i < PickleTree.CountOf(constants); i++)
        {
            if (PickleTree.ChildOf(constants!, i) is { Value: PickledTensor tensor } item) tensors.Set(item.Key, tensor);
        }

        if (tensors.Count > 0) program.Entries = tensors;
        return program;
    }

    /// <inheritdoc/>
    protected override TorchStorage Storage(string key, long length, int size, PickleMachine machine)
    {
        string name = $"{folder}{data}/{key}";
        if (!storages.TryGetValue(name, out TorchStorage? storage))
        {
            if (!files.TryGetValue(name, out ZipEntry? file)) throw machine.Wrong($"storage '{key}' is not in the archive", "It is cut short, or was packed again without some of its files.");
            storages[name] = storage = new TorchStorage(_ => file.IsDeflated ? zip.Open(file) : new WindowStream(stream, file.Start, file.StoredLength), file.Start, file.Length, isBigEndian);
        }

        return length <= storage.Length ? storage : throw machine.Wrong($"storage '{key}' is said to take {length} bytes; the archive has {storage.Length}");
    }

    static ZipEntry? Pickle(ZipDirectory zip) => zip.Entries.FirstOrDefault(entry =>
        entry.Name == PickleName || (entry.Name.EndsWith($"/{PickleName}", StringComparison.Ordinal) && entry.Name.IndexOf('/', StringComparison.Ordinal) == entry.Name.Length - PickleName.Length - 1));
}
