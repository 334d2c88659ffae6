namespace Hebb.Formats;

/// <summary>
/// Reads and writes safetensors files: a little-endian 64-bit header length, a JSON header (name → type, shape, place), then the raw values, little-endian and
/// row by row. Nothing in such a file is executed. Safe from several threads at once.
/// </summary>
/// <remarks>Source: the format's description at https://github.com/huggingface/safetensors.</remarks>
public static class Safetensors
{
    /// <summary>The longest header that is read, in bytes.</summary>
    internal const int MaxHeaderLength = 100_000_000;

    /// <summary>The format's place in <see cref="TensorFile"/>: the header's length, then the '{' that every header begins with.</summary>
    internal static TensorFormat Format { get; } = new("safetensors", head => head.Length > 8 && head.Has("{"u8, 8) && head.Has([0, 0, 0], 5), (stream, path) => new SafetensorsSource(stream, path));

    /// <summary>Writes tensors to a file, atomically: see <see cref="AtomicFile"/>. The same content gives the same bytes.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">The tensors by name; any type and any strides.</param>
    /// <param name="metadata">Text to store with them, or null.</param>
    /// <exception cref="ArgumentException">A tensor is called "__metadata__", which the format reserves, or a name or text holds half of a surrogate pair.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Save(stream, tensors, metadata));

    /// <summary>Writes tensors to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">The tensors by name; any type and any strides.</param>
    /// <param name="metadata">Text to store with them, or null.</param>
    /// <exception cref="ArgumentException">A tensor is called "__metadata__", which the format reserves, or a name or text holds half of a surrogate pair.</exception>
    public static void Save(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        StoredText.Check([.. tensors.Keys, .. metadata?.Keys ?? [], .. metadata?.Values ?? []]);
        SafetensorsWriter.Write(stream, tensors, metadata);
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The tensors by name, in the order of the header. Types that tensors have not are widened, see <see cref="StoredType"/>. Tensors of types that are not read are left
    /// out; <see cref="TensorFile.Skipped"/> lists them.
    /// </returns>
    /// <exception cref="FormatErrorException">The file breaks the format, is cut short, or holds tensors of unknown types only.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dictionary<string, Tensor> Load(string path) => Load(path, out _);

    /// <summary>Reads all tensors of a file and the text stored with them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">The text stored with the tensors; empty if there is none.</param>
    /// <returns>
    /// The tensors by name, in the order of the header. Types that tensors have not are widened, see <see cref="StoredType"/>. Tensors of types that are not read are left
    /// out; <see cref="TensorFile.Skipped"/> lists them.
    /// </returns>
    /// <exception cref="FormatErrorException">The file breaks the format, is cut short, or holds tensors of unknown types only.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dictionary<string, Tensor> Load(string path, out Dictionary<string, string> metadata)
    {
        using FileStream stream = InputFile.Open(path);
        return Load(stream, path, out metadata);
    }

    /// <summary>Reads all tensors of a stream from its present position to its end, and the text stored with them.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="metadata">The text stored with the tensors; empty if there is none.</param>
    /// <returns>
    /// The tensors by name, in the order of the header. Types that tensors have not are widened, see <see cref="StoredType"/>. Tensors of types that are not read are left
    /// out; <see cref="TensorFile.Skipped"/> lists them.
    /// </returns>
    /// <exception cref="FormatErrorException">The content breaks the format, is cut short, or holds tensors of unknown types only.</exception>
    public static Dictionary<string, Tensor> Load(Stream stream, string source, out Dictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return SafetensorsReader.Read(stream, source, out metadata);
    }
}
