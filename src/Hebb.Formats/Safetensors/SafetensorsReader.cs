using System.Buffers.Binary;

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
            if (entry.Type is not { } type) continue;
            stream.Position = dataStart + entry.Begin;
            tensors.Add(entry.Name, StoredValues.Read(stream, type, isBigEndian: false, entry.Shape, isColumnMajor: false, source, dataStart - start + entry.Begin));
        }

        if (tensors.Count == 0 && entries.Count > 0) throw new FormatErrorException(source, entries[0].Offset, $"'{entries[0].Name}' cannot be read: {entries[0].Problem}");
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
        if (headerLength > Safetensors.MaxHeaderLength || (long)headerLength > length - prefix.Length)
        {
            throw new FormatErrorException(
                source, 0, $"the header is said to be {headerLength} bytes long, but {length - prefix.Length} follow and at most {Safetensors.MaxHeaderLength} are read",
                "The file is cut short, or not a safetensors file.");
        }

        var header = new byte[(int)headerLength];
        stream.ReadExactly(header);
        long dataStart = start + prefix.Length + header.Length;
        (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) = new SafetensorsHeader(header, start + length - dataStart, source).Read();
        return (entries, metadata, dataStart);
    }
}
