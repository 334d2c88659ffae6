namespace Hebb.Conformance.Fuzzing;

/// <summary>Damages files as disks, networks and attackers do: the same seed and number give the same damage.</summary>
public static class Damage
{
    // Values at the edges of what headers hold.
    static readonly ulong[] Edges = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, ulong.MaxValue];

    /// <summary>A damaged copy of a file.</summary>
    /// <param name="sample">The undamaged bytes.</param>
    /// <param name="other">Another file of the format, from which pieces are spliced in.</param>
    /// <param name="random">Where the damage comes from.</param>
    public static byte[] Of(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> other, Random random)
    {
        byte[] bytes = sample.ToArray();
        if (bytes.Length == 0) return bytes;
        int times = 1 + random.Next(4);
        for (int i = 0; i < times && bytes.Length > 0; i++) bytes = Once(bytes, other, random);
        return bytes;
    }

    static byte[] Once(byte[] bytes, ReadOnlySpan<byte> other, Random random)
    {
        // Headers stand at the ends: half of the damage goes to the first or the last 512 bytes.
        int at = random.Next(4) switch
        {
            0 => random.Next(Math.Min(512, bytes.Length)),
            1 => bytes.Length - 1 - random.Next(Math.Min(512, bytes.Length)),
            _ => random.Next(bytes.Length),
        };
        switch (random.Next(9))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 3:
                WriteEdge(bytes.AsSpan(at), random);
                return bytes;
            case 4:
                int length = Math.Min(1 + random.Next(64), bytes.Length - at);
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 5:
                length = Math.Min(1 + random.Next(64), bytes.Length - at);
                return [.. bytes.AsSpan(0, at + length), .. bytes.AsSpan(at)];
            case 6:
                random.NextBytes(bytes.AsSpan(at, Math.Min(1 + random.Next(16), bytes.Length - at)));
                return bytes;
            case 7:
                bytes.AsSpan(at, Math.Min(1 + random.Next(32), bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                return bytes;
            default:
                int from = random.Next(other.Length + 1), count = Math.Min(random.Next(256), other.Length - from);
                return [.. bytes.AsSpan(0, at), .. other.Slice(from, count), .. bytes.AsSpan(Math.Min(bytes.Length, at + count))];
        }
    }

    static void WriteEdge(Span<byte> to, Random random)
    {
        ulong value = Edges[random.Next(Edges.Length)];
        int size = 1 << random.Next(4);
        bool isBigEndian = random.Next(2) == 0;
        for (int i = 0; i < Math.Min(size, to.Length); i++) to[i] = (byte)(value >> (8 * (isBigEndian ? size - 1 - i : i)));
    }
}
