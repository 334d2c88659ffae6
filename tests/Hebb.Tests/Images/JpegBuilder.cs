namespace Hebb.Tests;

/// <summary>Writes grey JPEG files of 8 × 8 blocks of one level each, bit by bit, with the standard's tables.</summary>
static class JpegBuilder
{
    static readonly string[] Categories = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110"];

    /// <summary>The part before the scans.</summary>
    public static byte[] Head(int blocks, bool isProgressive, int interval, bool hasTables)
    {
        byte[] quantisation = [0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)];
        byte[] frame = [0xFF, (byte)(isProgressive ? 0xC2 : 0xC0), 0, 11, 8, 0, 8, (byte)(blocks * 8 >> 8), (byte)(blocks * 8), 1, 1, 0x11, 0];
        byte[] restart = interval > 0 ? [0xFF, 0xDD, 0, 4, 0, (byte)interval] : [];
        byte[] tables = hasTables ? [0xFF, 0xC4, 0, 31, 0, .. Dc, .. Ac] : [];
        return [0xFF, 0xD8, .. quantisation, .. frame, .. restart, .. tables];
    }

    /// <summary>The header of a scan.</summary>
    public static byte[] Scan(int from = 0, int to = 63, int high = 0, int low = 0) => [0xFF, 0xDA, 0, 8, 1, 1, 0, (byte)from, (byte)to, (byte)((high << 4) | low)];

    /// <summary>A block of one level, coded from the level before it.</summary>
    public static string Block(int level, int before = 128, string end = "1010")
    {
        int value = level - before, size = value == 0 ? 0 : 1 + (int)Math.Log2(Math.Abs(value));
        int bits = value < 0 ? value + (1 << size) - 1 : value;
        return Categories[size] + (size == 0 ? string.Empty : Convert.ToString(bits, 2).PadLeft(size, '0')) + end;
    }

    /// <summary>Bits as bytes, filled with ones, with a zero byte behind each FF.</summary>
    public static byte[] Bytes(string bits)
    {
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).SelectMany(b => b == 0xFF ? (byte[])[b, 0] : [b])];
    }

    /// <summary>Restart marker number n.</summary>
    public static byte[] Restart(int n) => [0xFF, (byte)(0xD0 + n)];

    /// <summary>The end marker.</summary>
    public static byte[] End => [0xFF, 0xD9];

    static byte[] Dc => [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    // The beginning of the standard's code: 00, 01, 100, 1010 (end of block) and 1011.
    static byte[] Ac => [0xFF, 0xC4, 0, 24, 0x10, 0, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x02, 0x03, 0x00, 0x04];
}
