using System.Buffers;
using System.Buffers.Binary;
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
        foreach ((_, Tensor tensor) in ordered) TensorBytes.Write(stream, tensor);
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

        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (name == "__metadata__") throw new ArgumentException("A tensor cannot be called '__metadata__': safetensors reserves that name.", nameof(tensors));
            json.WriteStartObject(name);
            json.WriteString("dtype", SafetensorsEntry.NameOf(tensor.DType));
            json.WriteStartArray("shape");
            foreach (int length in tensor.Shape) json.WriteNumberValue(length);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += (long)tensor.Count * tensor.DType.ByteSize);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
