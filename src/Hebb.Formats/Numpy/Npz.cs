namespace Hebb.Formats;

/// <summary>
/// Reads and writes .npz files: a zip archive of .npy files, stored as they are or compressed. Names are given without ".npy". Safe from several threads at once.
/// </summary>
/// <remarks>Source: NumPy's description of numpy.savez and numpy.savez_compressed.</remarks>
public static class Npz
{
    /// <summary>The format's place in <see cref="TensorFile"/>. A zip archive may also be a PyTorch file whose first entry is not its usual one.</summary>
    internal static TensorFormat Format { get; } = new("NumPy archive (.npz)", ZipDirectory.Matches, Open);

    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The tensors by name, in the file's order. Arrays inside Python objects have dotted names. What is no array of numbers is left out; <see cref="TensorFile.Skipped"/> lists it.
    /// </returns>
    /// <exception cref="FormatErrorException">The archive or an array in it breaks its format, or there are no numbers in it at all.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Dictionary&lt;string, Tensor> digits = Npz.Load("digits.npz");
    /// Tensor x = digits["x_train"];
    /// </code></example>
    public static Dictionary<string, Tensor> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        using var source = new NpzSource(stream, path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < source.Entries.Count; i++) tensors.Add(source.Entries[i].Name, source.Load(i));
        return tensors;
    }

    /// <summary>Writes tensors to a file, atomically: see <see cref="AtomicFile"/>. The same content gives the same bytes.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">The tensors by name; any type and any strides. BFloat16 is written as Float32, which NumPy has.</param>
    /// <param name="compressed">Whether to compress each array with deflate.</param>
    /// <exception cref="ArgumentException">A name is empty, absolute, climbs out of the archive ("..") or holds half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, bool compressed = false)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        StoredText.Check(tensors.Keys);
        foreach (string name in tensors.Keys)
        {
            if (name.Length is 0 or > 10_000 || name[0] is '/' or '\\' || name.Contains('\0', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/', '\\').Contains("..", StringComparer.Ordinal))
                throw new ArgumentException($"'{name}' cannot name an array in an archive: it must be relative, without '..' and ':', and not empty.", nameof(tensors));
        }

        AtomicFile.Write(path, stream =>
        {
            var zip = new ZipWriter(stream);
            foreach ((string name, Tensor tensor) in tensors) zip.Add($"{name}.npy", Npy.LengthOf(tensor), content => Npy.Save(content, tensor), compressed);
            zip.Finish();
        });
    }

    static TensorSource Open(FileStream stream, string path) => PyTorchZip.IsOne(stream, path) ? PyTorchFile.Open(stream, path) : new NpzSource(stream, path);
}
