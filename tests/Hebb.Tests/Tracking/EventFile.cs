using System.Buffers.Binary;
using System.Text;

namespace Hebb.Tests;

/// <summary>One event of an event file. Histograms and images are given as their fields.</summary>
sealed record EventRecord(long Step, double Time, string Version, string Tag, float? Scalar, Dictionary<int, List<object>>? Image, Dictionary<int, List<object>>? Histogram);

/// <summary>A reader of event files with a checksum of its own, written after the format's description and not after our writer.</summary>
static class EventFile
{
    public static List<EventRecord> Read(string path) => [.. Frames(File.ReadAllBytes(path)).Select(Event)];

    /// <summary>CRC-32C bit by bit, as its polynomial says.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in data)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
        }

        return ~crc;
    }

    public static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = Checksum(data);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
    }

    static IEnumerable<byte[]> Frames(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at)));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            byte[] data = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return data;
            at += length + 16;
        }
    }

    static EventRecord Event(byte[] data)
    {
        Dictionary<int, List<object>> fields = Fields(data);
        double time = BitConverter.Int64BitsToDouble((long)One(fields, 1)!);
        string version = One(fields, 3) is byte[] text ? Encoding.UTF8.GetString(text) : string.Empty;
        if (One(fields, 5) is not byte[] summary) return new(0, time, version, string.Empty, null, null, null);
        Dictionary<int, List<object>> value = Fields((byte[])One(Fields(summary), 1)!);
        return new(
            (long?)One(fields, 2) ?? 0,
            time,
            version,
            Encoding.UTF8.GetString((byte[])One(value, 1)!),
            One(value, 2) is int bits ? BitConverter.Int32BitsToSingle(bits) : null,
            One(value, 4) is byte[] image ? Fields(image) : null,
            One(value, 5) is byte[] histogram ? Fields(histogram) : null);
    }

    static object? One(Dictionary<int, List<object>> fields, int number) => fields.TryGetValue(number, out List<object>? values) ? Assert.Single(values) : null;

    static Dictionary<int, List<object>> Fields(byte[] data)
    {
        Dictionary<int, List<object>> fields = [];
        for (int at = 0; at < data.Length;)
        {
            long key = Number(data, ref at);
            object value;
            switch (key & 7)
            {
                case 0:
                    value = Number(data, ref at);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(at));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Number(data, ref at);
                    value = data[at..(at + length)];
                    at += length;
                    break;
                default:
                    Assert.Equal(5, key & 7);
                    value = BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));
                    at += 4;
                    break;
            }

            if (!fields.TryGetValue((int)(key >> 3), out List<object>? list)) fields[(int)(key >> 3)] = list = [];
            list.Add(value);
        }

        return fields;
    }

    static long Number(byte[] data, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte one = data[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return (long)value;
        }
    }
}
