namespace Hebb.Formats;

/// <summary>
/// Reads IDX files, the format of the MNIST digits: two zero bytes, a type, the number of axes, each axis's length as a big-endian 32-bit number, then the
/// values, big-endian and row by row. The file may be compressed with gzip; its content says so, not its name. Safe from several threads at once.
/// </summary>
/// <remarks>Source: the description of the format by LeCun, Cortes and Burges with the MNIST database.</remarks>
public static class Idx
{
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
        using FileStream stream = File.OpenRead(path);
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
}
