using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hebb.Formats;

/// <summary>Writes safetensors: widest types first, then by name, so that every tensor is aligned and the same content gives the same bytes.</summary>
static class SafetensorsWriter
{
    const int Alignment = 8;

    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        KeyValuePair<string, Tensor>[] ordered = [.. tensors.OrderByDescending(t => t.Value.DType.ByteSize).ThenBy(t => t.Key, StringComparer.Ordinal)];
        ReadOnlySpan<byte> header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[8];
        int padding = -header.Length & (Alignment - 1);
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(header.Length + padding));
        stream.Write(prefix);
        stream.Write(header);
        stream.Write("        "u8[..padding]);
        foreach ((_, Tensor tensor) in ordered) WriteValues(stream, tensor);
    }

    static ReadOnlySpan<byte> Header(KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (metadata is { Count: > 0 })
        {
            json.WriteStartObject("__metadata__");
            foreach ((string key, string text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, text);
            json.WriteEndObject();
        }

        long place = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (name == "__metadata__") throw new ArgumentException("A tensor cannot be called '__metadata__': safetensors reserves that name.", nameof(tensors));
            json.WriteStartObject(name);
            json.WriteString("dtype", SafetensorsEntry.NameOf(tensor.DType));
            json.WriteStartArray("shape");
            foreach (int length in tensor.Shape) json.WriteNumberValue(length);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(place);
            json.WriteNumberValue(place += (long)tensor.Count * tensor.DType.ByteSize);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    static void WriteValues(Stream stream, Tensor x)
    {
        switch (x.DType)
        {
            case DType.Float32: WriteValues<float>(stream, x); break;
            case DType.Float64: WriteValues<double>(stream, x); break;
            case DType.Int64: WriteValues<long>(stream, x); break;
            case DType.Int32: WriteValues<int>(stream, x); break;
            case DType.UInt8: WriteValues<byte>(stream, x); break;
            case DType.Bool: WriteValues<bool>(stream, x); break;
            case DType.Float16: WriteValues<Half>(stream, x); break;
            default: WriteBrainFloats(stream, x); break;
        }
    }

    static void WriteValues<T>(Stream stream, Tensor x)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(x.ToArray<T>().AsSpan());
        LittleEndian.Swap(bytes, x.DType.ByteSize);
        stream.Write(bytes);
    }

    static void WriteBrainFloats(Stream stream, Tensor x)
    {
        float[] values = x.ToArray<float>();
        var bits = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bits.AsSpan(2 * i), (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16));
        stream.Write(bits);
    }
}
