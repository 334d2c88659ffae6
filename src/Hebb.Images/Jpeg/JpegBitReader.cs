using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>
/// The bits of a scan, most significant first, from a reservoir of 64. At a marker or at the file's end the reservoir is filled with zeros; how many of them were
/// used says whether the scan is cut short, so single reads need no check.
/// </summary>
ref struct JpegBitReader(ReadOnlySpan<byte> data, int position, string source)
{
    const int Wanted = 32;

    readonly ReadOnlySpan<byte> data = data;
    ulong reservoir;
    int count;
    int padding;

    /// <summary>Where the bytes that are not in the reservoir begin; never past a marker.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Whether bits were read that the file does not have.</summary>
    public readonly bool IsOverrun => count < padding;

    /// <summary>Whether a marker or the file's end was reached, so that zeros follow.</summary>
    public readonly bool IsPadded => padding > 0;

    /// <summary>One bit (T.81, F.2.2.5, NEXTBIT).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextBit()
    {
        if (count == 0) Fill();
        int bit = (int)(reservoir >> 63);
        reservoir <<= 1;
        count--;
        return bit;
    }

    /// <summary>Up to 16 bits as a number (T.81, F.2.2.4, RECEIVE).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Receive(int length)
    {
        if (count < length) Fill();
        int value = (int)(reservoir >> 1 >> (63 - length));
        reservoir <<= length;
        count -= length;
        return value;
    }

    /// <summary>Up to 15 bits as a signed value (T.81, F.2.2.1, RECEIVE and EXTEND).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReceiveExtend(int size)
    {
        if (count < size) Fill();
        int value = Extend(reservoir, size);
        reservoir <<= size;
        count -= size;
        return value;
    }

    /// <summary>The next symbol of a Huffman code (T.81, F.2.2.3, DECODE).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(JpegHuffmanTable table)
    {
        if (count < 16) Fill();
        int found = table.Symbols[reservoir >> (64 - JpegHuffmanTable.LookaheadBits)];
        if (found == 0) found = Long(table, reservoir);
        reservoir <<= found >> 8;
        count -= found >> 8;
        return found & 0xFF;
    }

    /// <summary>
    /// Decodes a block of a baseline scan (T.81, F.2.2). The reservoir lives in locals meanwhile.
    /// </summary>
    /// <param name="block">64 zeros; gets the coefficients in natural order.</param>
    /// <param name="dc">The Huffman table of DC coefficients.</param>
    /// <param name="ac">The Huffman table of AC coefficients.</param>
    /// <param name="predictor">The DC coefficient of the component's block before; gets this block's.</param>
    /// <returns>The place in zigzag order of the last coefficient that came.</returns>
    public int SequentialBlock(Span<short> block, JpegHuffmanTable dc, JpegHuffmanTable ac, ref int predictor)
    {
        ref short to = ref MemoryMarshal.GetReference(block[..64]);
        ref byte natural = ref MemoryMarshal.GetReference(JpegZigzag.Natural);
        ref byte first = ref MemoryMarshal.GetReference(data);
        ref int coefficients = ref MemoryMarshal.GetArrayDataReference(ac.Coefficients);
        predictor += ReceiveExtend(Decode(dc));
        to = (short)predictor;

        ulong bits = reservoir;
        int have = count, at = Position, lastFour = data.Length - 4;
        int k = 1, last = 0;
        do
        {
            if (have < Wanted)
            {
                uint four = at <= lastFour ? BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at))) : uint.MaxValue;
                if (HasFF(four))
                {
                    (reservoir, count, Position) = (bits, have, at);
                    Fill();
                    (bits, have, at) = (reservoir, count, Position);
                }
                else
                {
                    bits |= (ulong)four << (Wanted - have);
                    have += 32;
                    at += 4;
                }
            }

            int entry = Unsafe.Add(ref coefficients, (nint)(bits >> (64 - JpegHuffmanTable.LookaheadBits)));
            int length = entry & 0x3F, run = (entry >> 8) & 0xFF, value = entry >> 16;
            if ((entry & JpegHuffmanTable.BitsFollow) != 0)
            {
                bits <<= length;
                have -= length;
                length = value;
                value = Extend(bits, length);
            }
            else if (entry == 0)
            {
                int found = Long(ac, bits);
                length = found >> 8;
                bits <<= length;
                have -= length;
                (run, length) = ((found >> 4) & 15, found & 15);
                if (length == 0 && run != 15) run = JpegHuffmanTable.EndOfBlock;
                value = Extend(bits, length);
            }

            bits <<= length;
            have -= length;
            k += run;
            if (k > 63) break;
            Unsafe.Add(ref to, Unsafe.Add(ref natural, k)) = (short)value;
            last = k++;
        }
        while (k < 64);
        (reservoir, count, Position) = (bits, have, at);
        return last;
    }

    /// <summary>
    /// Decodes a block of the first scan of a band of AC coefficients (T.81, G.1.2.2). The reservoir lives in locals meanwhile.
    /// </summary>
    /// <param name="block">Gets the coefficients in natural order.</param>
    /// <param name="ac">The Huffman table.</param>
    /// <param name="spectralStart">The first coefficient of the band, in zigzag order (Ss).</param>
    /// <param name="spectralEnd">The last (Se).</param>
    /// <param name="approximationLow">How many lower bits come later (Al).</param>
    /// <returns>The EOB run: how many blocks after this one have no coefficient in the band.</returns>
    public int Band(Span<short> block, JpegHuffmanTable ac, int spectralStart, int spectralEnd, int approximationLow)
    {
        ref short first = ref MemoryMarshal.GetReference(block[..64]);
        ref byte natural = ref MemoryMarshal.GetReference(JpegZigzag.Natural);
        ref byte start = ref MemoryMarshal.GetReference(data);
        ref int coefficients = ref MemoryMarshal.GetArrayDataReference(ac.Coefficients);
        ulong bits = reservoir;
        int have = count, at = Position, lastFour = data.Length - 4, eobRun = 0;
        for (int k = spectralStart; k <= spectralEnd; k++)
        {
            if (have < Wanted)
            {
                uint four = at <= lastFour ? BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at))) : uint.MaxValue;
                if (HasFF(four))
                {
                    (reservoir, count, Position) = (bits, have, at);
                    Fill();
                    (bits, have, at) = (reservoir, count, Position);
                }
                else
                {
                    bits |= (ulong)four << (Wanted - have);
                    have += 32;
                    at += 4;
                }
            }

            int entry = Unsafe.Add(ref coefficients, (nint)(bits >> (64 - JpegHuffmanTable.LookaheadBits)));
            int length = entry & 0x3F, run = (entry >> 8) & 0xFF, value = entry >> 16;
            if (entry == 0 || (entry & JpegHuffmanTable.BitsFollow) != 0 || run == JpegHuffmanTable.EndOfBlock)
            {
                int found = ac.Symbols[bits >> (64 - JpegHuffmanTable.LookaheadBits)];
                if (found == 0) found = Long(ac, bits);
                bits <<= found >> 8;
                have -= found >> 8;
                (run, length) = ((found >> 4) & 15, found & 15);
                if (length == 0 && run != 15)
                {
                    eobRun = (1 << run) - 1 + (int)(bits >> 1 >> (63 - run));
                    bits <<= run;
                    have -= run;
                    break;
                }

                value = Extend(bits, length);
            }

            bits <<= length;
            have -= length;
            k += run;
            Unsafe.Add(ref first, Unsafe.Add(ref natural, k)) = (short)(value << approximationLow);
        }

        (reservoir, count, Position) = (bits, have, at);
        return eobRun;
    }

    /// <summary>Passes over what is left before the next marker, and over the marker where it restarts the coding.</summary>
    /// <param name="most">How many restart markers may come instead of the expected one: as many restart intervals are still to come.</param>
    /// <param name="number">The expected marker's number, 0 to 7.</param>
    /// <returns>How many intervals were lost before this one: 0 where the expected marker came; -1 where another marker ends the scan.</returns>
    /// <exception cref="FormatErrorException">The file ends.</exception>
    public int Restart(int number, long most)
    {
        (reservoir, count, padding) = (0, 0, 0);
        int at = Position;
        while (true)
        {
            while (at + 1 < data.Length && (data[at] != 0xFF || data[at + 1] is 0 or 0xFF)) at++;
            if (at + 1 >= data.Length) throw Wrong(data.Length, "the file ends where a restart marker should come", "It is cut short: download or copy it again.");
            int marker = data[at + 1];
            if (marker is < 0xD0 or > 0xD7)
            {
                // What damage can make of coded bits is passed over; a segment or the end stays for the caller.
                if (marker is 0xD9 or 0xDA or 0xC4 or 0xDB or 0xDC or 0xDD or 0xFE or (>= 0xE0 and <= 0xEF))
                {
                    Position = at;
                    return -1;
                }

                at += 2;
                continue;
            }

            // A marker that should have come before is passed over, one that should come later says how many were lost (as libjpeg does).
            const int Near = 3;
            int lost = (marker - 0xD0 - number) & 7;
            at += 2;
            if (lost > Near || lost > most) continue;
            Position = at;
            return lost;
        }
    }

    /// <summary>Where the next marker stands, or the file's end.</summary>
    public readonly int NextMarker()
    {
        for (int at = Position; at < data.Length; at += 2)
        {
            int step = data[at..].IndexOf((byte)0xFF);
            if (step < 0) break;
            at += step;
            if (at + 1 < data.Length && data[at + 1] != 0) return at;
        }

        return data.Length;
    }

    /// <summary>An error at a place.</summary>
    public readonly FormatErrorException Wrong(long offset, string problem, string? help = null) => new(source, offset, problem, help ?? "The file is damaged.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Extend(ulong bits, int size)
    {
        int value = (int)(bits >> 1 >> (63 - size));
        return value + ((int)(~(long)bits >> 63) & ((-1 << size) + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool HasFF(uint four) => ((~four - 0x01010101) & four & 0x80808080) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    readonly int Long(JpegHuffmanTable table, ulong bits)
    {
        int found = table.Find((int)(bits >> 48));
        return found != 0 ? found : throw Wrong(Position, padding > 0 ? "the coded image ends too early" : "these bits are no word of the file's Huffman code");
    }

    // Byte by byte: where an FF is near, and at the end.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Fill()
    {
        while (count <= 56)
        {
            ulong next = 0;
            if (Position < data.Length && data[Position] != 0xFF) next = data[Position++];
            else if (Position + 1 < data.Length && data[Position + 1] == 0)
            {
                next = 0xFF;
                Position += 2;
            }
            else if (Position + 2 < data.Length && data[Position + 1] == 0xFF)
            {
                // Fill bytes stand before a marker.
                Position++;
                continue;
            }
            else
            {
                padding += 8;
            }

            reservoir |= next << (56 - count);
            count += 8;
        }
    }
}
