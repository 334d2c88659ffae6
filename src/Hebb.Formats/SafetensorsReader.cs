using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hebb.Formats;

/// <summary>Reads the values that a checked header describes.</summary>
static class SafetensorsReader
{
    public static Dictionary<string, Tensor> Read(Stream stream, string source, out Dictionary<string, string> metadata)
    {
        long start = stream.Position;
        (List<SafetensorsEntry> entries, metadata, long dataStart) = ReadHeader(stream, source);
        var tensors = new Dictionary<string, Tensor>(entries.Count, StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries)
        {
            stream.Position = dataStart + entry.Begin;
            tensors.Add(entry.Name, ReadTensor(stream, entry, source, dataStart - start));
        }

        return tensors;
    }

    /// <summary>Reads the header.</summary>
    /// <returns>The tensors, the metadata, and where the values begin in the stream.</returns>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata, long DataStart) ReadHeader(Stream stream, string source)
    {
        long start = stream.Position, length = stream.Length - start;
        Span<byte> prefix = stackalloc byte[8];
        if (length < prefix.Length) throw new FormatErrorException(source, length, $"a safetensors file begins with 8 bytes that say how long its header is; this file has {length}");
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > Safetensors.LongestHeader || (long)headerLength > length - prefix.Length)
        {
            throw new FormatErrorException(
                source, 0, $"the header is said to be {headerLength} bytes long, but {length - prefix.Length} follow and at most {Safetensors.LongestHeader} are read",
                "The file is cut short, or not a safetensors file.");
        }

        var header = new byte[(int)headerLength];
        stream.ReadExactly(header);
        long dataStart = start + prefix.Length + header.Length;
        (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) = new SafetensorsHeader(header, start + length - dataStart, source).Read();
        return (entries, metadata, dataStart);
    }

    static Tensor ReadTensor(Stream stream, SafetensorsEntry entry, string source, long dataStart)
    {
        switch (entry.DType)
        {
            case DType.Float32: return ReadValues<float>(stream, entry);
            case DType.Float64: return ReadValues<double>(stream, entry);
            case DType.Int64: return ReadValues<long>(stream, entry);
            case DType.Int32: return ReadValues<int>(stream, entry);
            case DType.UInt8: return ReadValues<byte>(stream, entry);
            case DType.Float16: return ReadValues<Half>(stream, entry);
            case DType.Bool: return ReadTruth(stream, entry, source, dataStart);
            default: return ReadBrainFloats(stream, entry);
        }
    }

    static Tensor ReadValues<T>(Stream stream, SafetensorsEntry entry)
        where T : unmanaged
    {
        // Lent spans keep the buffer out of memory scopes: what was loaded lives as long as it is reachable.
        Tensor x = Tensor.Zeros(entry.Shape, entry.DType);
        Span<byte> bytes = MemoryMarshal.AsBytes(x.AsSpan<T>());
        stream.ReadExactly(bytes);
        LittleEndian.Swap(bytes, entry.DType.ByteSize);
        return x;
    }

    // A byte other than 0 and 1 would be a truth value that is neither equal to true nor to false.
    static Tensor ReadTruth(Stream stream, SafetensorsEntry entry, string source, long dataStart)
    {
        Tensor x = Tensor.Zeros(entry.Shape, DType.Bool);
        Span<byte> bytes = MemoryMarshal.AsBytes(x.AsSpan<bool>());
        stream.ReadExactly(bytes);
        int bad = bytes.IndexOfAnyExceptInRange((byte)0, (byte)1);
        return bad < 0 ? x : throw new FormatErrorException(source, dataStart + entry.Begin + bad, $"'{entry.Name}' has type BOOL, whose bytes are 0 or 1; {bytes[bad]} came");
    }

    // A bfloat16 is the upper half of a float, so the way through Float32 is exact.
    static Tensor ReadBrainFloats(Stream stream, SafetensorsEntry entry)
    {
        var bits = new byte[entry.Shape.Count * 2];
        stream.ReadExactly(bits);
        var values = new float[entry.Shape.Count];
        for (int i = 0; i < values.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bits.AsSpan(2 * i)) << 16);
        return Tensor.From(values, entry.Shape).To(DType.BFloat16).Keep();
    }
}
