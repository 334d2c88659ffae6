using System.Buffers.Binary;
using System.IO.Compression;

namespace Hebb.Tests;

/// <summary>Writes PNG files of any colour type, depth and interlacing, with all five filters in turn. Its own small writer, so that the reader is not tested by its brother.</summary>
static class PngFileBuilder
{
    static readonly int[][] Adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

    public static byte[] Make(int width, int height, int bits, int colour, bool isInterlaced, Func<int, int, int, int> sample, params (string Name, byte[] Content)[] before)
    {
        int samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (int[] pass in isInterlaced ? Adam7 : [[0, 0, 1, 1]]) WritePass(zlib, width, height, bits, samples, pass, sample);
        }

        byte[] data = packed.ToArray(), header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)bits, (byte)colour, (byte)(isInterlaced ? 1 : 0));
        int half = data.Length / 2;
        return File([("IHDR", header), .. before, ("IDAT", data[..half]), ("IDAT", data[half..]), ("IEND", [])]);
    }

    public static byte[] File(params (string Name, byte[] Content)[] chunks)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> number = stackalloc byte[4];
        foreach ((string name, byte[] content) in chunks)
        {
            byte[] body = [.. name.Select(c => (byte)c), .. content];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            stream.Write(number);
            stream.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Sum(body));
            stream.Write(number);
        }

        return stream.ToArray();
    }

    static void WritePass(Stream stream, int width, int height, int bits, int samples, int[] pass, Func<int, int, int, int> sample)
    {
        int count = (width - pass[0] + pass[2] - 1) / pass[2];
        if (count <= 0) return;
        int length = ((count * samples * bits) + 7) / 8, step = Math.Max(1, samples * bits / 8), filter = 0;
        var above = new byte[length];
        for (int y = pass[1]; y < height; y += pass[3], filter = (filter + 1) % 5)
        {
            var row = new byte[length];
            for (int i = 0; i < count * samples; i++)
            {
                int value = sample(pass[0] + (i / samples * pass[2]), y, i % samples), at = i * bits;
                if (bits == 16) BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * i), (ushort)value);
                else row[at / 8] |= (byte)(value << (8 - bits - (at % 8)));
            }

            stream.WriteByte((byte)filter);
            for (int i = 0; i < length; i++)
            {
                int a = i < step ? 0 : row[i - step], b = above[i], c = i < step ? 0 : above[i - step], p = a + b - c;
                int nearest = new[] { a, b, c }.MinBy(v => Math.Abs(p - v));
                stream.WriteByte((byte)(row[i] - (filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => nearest })));
            }

            above = row;
        }
    }

    // Bit by bit, unlike the table that it checks.
    static uint Sum(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++) crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1));
        }

        return ~crc;
    }
}
