using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hebb.Tracking.TensorBoard;

/// <summary>Writes the fields of a protocol-buffer message; only what event files need.</summary>
sealed class ProtobufWriter
{
    const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    readonly ArrayBufferWriter<byte> bytes = new();
    ProtobufWriter? inner;

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Clear() => bytes.ResetWrittenCount();

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
    }

    public void Double(int field, double value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    public void Float(int field, float value)
    {
        Tag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        Number((ulong)value.Length);
        bytes.Write(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Packed(int field, ReadOnlySpan<double> values)
    {
        Tag(field, Delimited);
        Number((ulong)values.Length * 8);
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(8), value);
            bytes.Advance(8);
        }
    }

    /// <summary>A message inside this one. Its length comes first, so it is written aside; the buffer for that is kept.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        inner ??= new ProtobufWriter();
        inner.Clear();
        write(inner);
        Bytes(field, inner.Written);
    }

    void Tag(int field, int kind) => Number(((ulong)field << 3) | (uint)kind);

    void Number(ulong value)
    {
        Span<byte> room = bytes.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7) room[length++] = (byte)(value | 0x80);
        room[length++] = (byte)value;
        bytes.Advance(length);
    }
}
