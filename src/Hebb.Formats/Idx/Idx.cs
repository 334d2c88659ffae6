using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>
/// Reads and writes IDX files, the format of the MNIST digits: two zero bytes, a type, the number of axes, each axis's length as a big-endian 32-bit number, then the
/// values, big-endian and row by row. The file may be compressed with gzip; its content says so, not its name. Safe from several threads at once.
/// </summary>
/// <remarks>Source: the description of the format by LeCun, Cortes and Burges with the MNIST database.</remarks>
public static class Idx
{
    /// <summary>The format for <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("IDX", Matches, (stream, path) => new IdxSource(stream, path));

    /// <summary>Reads the tensor of a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip.</param>
    /// <returns>UInt8 for unsigned bytes; Int32 for signed bytes, 16-bit and 32-bit numbers; Float32 and Float64 for theirs.</returns>
    /// <exception cref="FormatErrorException">The file breaks the format, is cut short or goes on after its values; its offset counts in the unpacked content.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Tensor images = Idx.Load("train-images-idx3-ubyte.gz").To(DType.Float32) / 255;
    /// </code></example>
    public static Tensor Load(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return Load(stream, path);
    }

    /// <summary>Reads the tensor of a stream, from its present position to its end.</summary>
    /// <param name="stream">A stream that can seek, plain or compressed with gzip.</param>
    /// <param name="source">What error messages call it.</param>
    /// <returns>UInt8 for unsigned bytes; Int32 for signed bytes, 16-bit and 32-bit numbers; Float32 and Float64 for theirs.</returns>
    /// <exception cref="FormatErrorException">The content breaks the format, is cut short or goes on after its values; its offset counts in the unpacked content.</exception>
    public static Tensor Load(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new IdxReader(stream, source).Read();
    }

    /// <summary>Writes a tensor to a file, atomically: see <see cref="AtomicFile"/>. The same tensor gives the same bytes.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="x">A tensor of type UInt8, Int32, Float32 or Float64 with 1 to 32 axes; any strides.</param>
    /// <param name="compress">Whether to pack it with gzip; by custom, its name then ends in ".gz".</param>
    /// <exception cref="DTypeException">The format has no such type.</exception>
    /// <exception cref="ShapeException">The tensor is a scalar, or has more than 32 axes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Tensor x, bool compress = false)
    {
        byte code = Code(x);
        AtomicFile.Write(path, stream => IdxWriter.Write(stream, x, code, compress));
    }

    /// <summary>Writes a tensor to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="x">A tensor of type UInt8, Int32, Float32 or Float64 with 1 to 32 axes; any strides.</param>
    /// <param name="compress">Whether to pack it with gzip.</param>
    /// <exception cref="DTypeException">The format has no such type.</exception>
    /// <exception cref="ShapeException">The tensor is a scalar, or has more than 32 axes.</exception>
    public static void Save(Stream stream, Tensor x, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IdxWriter.Write(stream, x, Code(x), compress);
    }

    static byte Code(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is 0 or > 32) throw new ShapeException($"An IDX file holds 1 to 32 axes; the tensor has {x.Rank}.", "Reshape a scalar to [1].");
        return IdxHeader.CodeOf(x.DType) ?? throw new DTypeException($"An IDX file holds UInt8, Int32, Float32 or Float64; the tensor is {x.DType}.", "Convert it with To(DType.Int32) or another of these.");
    }

    // A batch of CIFAR images may begin like a header; then the header's length must be right too.
    static bool Matches(FileHead head)
    {
        if (head.Has([0x1F, 0x8B])) return CanBegin(head);
        if (!IdxHeader.CanBegin(head.Bytes)) return false;
        if (!Cifar.Format.Matches(head)) return true;
        try
        {
            IdxHeader header = IdxHeader.Read(new MemoryStream(head.Bytes), (offset, problem) => new FormatErrorException(head.Path, offset, problem));
            return header.Length + header.ByteCount == head.Length;
        }
        catch (FormatErrorException)
        {
            return false;
        }
    }

    static bool CanBegin(FileHead packed)
    {
        try
        {
            using var content = new GZipStream(new MemoryStream(packed.Bytes), CompressionMode.Decompress);
            Span<byte> head = stackalloc byte[4];
            return content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && IdxHeader.CanBegin(head);
        }
        catch (Exception problem) when (DamagedCompression.Is(problem))
        {
            return false;
        }
    }
}
