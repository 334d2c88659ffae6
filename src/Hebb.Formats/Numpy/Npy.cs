using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Reads and writes .npy files: one NumPy array, its type and shape in a short text, then the values. Versions 1 to 3, every numeric type, both byte orders, rows or
/// columns first. Arrays of text or records are refused; of Python objects (a dictionary of arrays, as numpy.save writes it), <see cref="TensorFile"/> gives the arrays, and
/// nothing is executed. Safe from several threads at once.
/// </summary>
/// <remarks>Source: NumPy's description of the format, numpy.lib.format.</remarks>
public static class Npy
{
    const int Alignment = 64;

    /// <summary>The format's place in <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("NumPy array (.npy)", NpyHeader.Matches, Open);

    /// <summary>Reads the array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A tensor of the type that <see cref="StoredType"/> names for the array's.</returns>
    /// <exception cref="FormatErrorException">The file breaks the format, is cut short, goes on after the array, or holds something other than numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Tensor features = Npy.Load("features.npy");
    /// </code></example>
    public static Tensor Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        using TensorSource source = Open(stream, path);
        return source is NpySource ? source.Load(0) : throw new FormatErrorException(path, 0, $"the array holds Python objects, with {source.Entries.Count} arrays among them", "TensorFile.Open(path) gives them by name.");
    }

    /// <summary>Reads one array from a stream and leaves the stream behind its last value, so that several arrays can stand one after the other.</summary>
    /// <param name="stream">A stream that can seek, at the array's first byte.</param>
    /// <param name="source">What error messages call it.</param>
    /// <returns>A tensor of the type that <see cref="StoredType"/> names for the array's.</returns>
    /// <exception cref="FormatErrorException">The content breaks the format, is cut short, or holds something other than numbers.</exception>
    public static Tensor Load(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long start = stream.Position, available = stream.Length - start;
        NpyHeader header = NpyHeader.ReadNumbers(stream, available, source, 0);
        CheckLength(header, available, source);
        return header.ReadValues(stream, source, header.Length);
    }

    /// <summary>Writes a tensor to a file, atomically: see <see cref="AtomicFile"/>. Version 1 of the format, row by row.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensor">The tensor, of any type and strides. NumPy has no BFloat16: it is written as Float32, without loss.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Tensor tensor) => AtomicFile.Write(path, stream => Save(stream, tensor));

    /// <summary>Writes a tensor to a stream. Version 1 of the format, row by row.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensor">The tensor, of any type and strides. NumPy has no BFloat16: it is written as Float32, without loss.</param>
    public static void Save(Stream stream, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        stream.Write(Head(tensor));
        TensorBytes.Write(stream, tensor.DType == DType.BFloat16 ? tensor.To(DType.Float32) : tensor);
    }

    /// <summary>How long a tensor's .npy file is.</summary>
    internal static long LengthOf(Tensor tensor) => Head(tensor).Length + ((long)tensor.Count * (tensor.DType == DType.BFloat16 ? 4 : tensor.DType.ByteSize));

    /// <summary>Refuses an array whose values are not all there.</summary>
    internal static void CheckLength(NpyHeader header, long available, string source)
    {
        long left = available - header.Length;
        if (header.DataLength > left)
        {
            throw new FormatErrorException(
                source, available, $"an array of shape {header.Shape} and type {header.Type.Stored.Name} takes {header.DataLength} bytes; the file has {left} after its head",
                "It is cut short: download or copy it again.");
        }
    }

    static TensorSource Open(FileStream stream, string path)
    {
        NpyHeader header = NpyHeader.Read(stream, stream.Length, path, 0);
        if (!header.IsObjects) return new NpySource(stream, path);
        PickleContent content = NumpyPickle.Read(stream, header.Length, stream.Length, path, new ReadingBudget(path, stream.Length));
        var source = new PickleSource("NumPy array (.npy) of Python objects", content, new PickleNames(path, "array", isListTensor: true), stream);
        return source.Entries.Count > 0 ? source : throw new FormatErrorException(path, 0, header.Problem!.Value.What, header.Problem.Value.Help);
    }

    static byte[] Head(Tensor tensor)
    {
        string type = NumpyType.CodeOf(tensor.DType) ?? "<f4";
        string shape = tensor.Rank == 1 ? $"({tensor.Shape[0]},)" : $"({string.Join(", ", tensor.Shape)})";
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";

        // 10 bytes before the text and a line feed after it; spaces bring the values to a multiple of 64.
        int length = text.Length + 1;
        length += (Alignment - ((10 + length) % Alignment)) % Alignment;
        var head = new byte[10 + length];
        head.AsSpan(10).Fill((byte)' ');
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text, head.AsSpan(10));
        head[^1] = (byte)'\n';
        return head;
    }
}
