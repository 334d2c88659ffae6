using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Hebb.Formats;

/// <summary>
/// Reads one IDX file twice: once to see that the content is as long as its header says, without keeping any of it, and then into memory of just that size.
/// </summary>
sealed class IdxReader(Stream stream, string source)
{
    const int MostAxes = 32;
    readonly long start = stream.Position;

    /// <summary>Reads the file.</summary>
    public Tensor Read()
    {
        bool isPacked = IsPacked();
        string place = isPacked ? " (counted in the unpacked content)" : string.Empty;
        try
        {
            (byte code, Shape shape, int headerLength, int valueSize) = Measure(isPacked, place);
            Stream content = Open(isPacked);
            using GZipStream? unpacking = content as GZipStream;
            content.ReadExactly(new byte[headerLength]);
            return code switch
            {
                0x08 => Values<byte>(content, shape, DType.UInt8),
                0x0C => Values<int>(content, shape, DType.Int32),
                0x0D => Values<float>(content, shape, DType.Float32),
                0x0E => Values<double>(content, shape, DType.Float64),
                _ => Widened(content, shape, valueSize),
            };
        }
        catch (InvalidDataException problem)
        {
            throw new FormatErrorException(source, 0, $"the gzip compression is damaged: {problem.Message}", "Download or copy the file again.", problem);
        }
    }

    bool IsPacked()
    {
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return read == magic.Length && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    Stream Open(bool isPacked)
    {
        stream.Position = start;
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
    }

    // Reads the header, then counts what follows, one byte further than it should go at most: a bomb is refused at that byte.
    (byte Code, Shape Shape, int HeaderLength, int ValueSize) Measure(bool isPacked, string place)
    {
        Stream content = Open(isPacked);
        using GZipStream? unpacking = content as GZipStream;
        Span<byte> head = stackalloc byte[4];
        int got = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got < head.Length) throw Wrong(got, $"an IDX file begins with 4 bytes, two zeros, a type and the number of axes; this one ends after {got}{place}");
        if (head[0] != 0 || head[1] != 0) throw Wrong(0, $"an IDX file begins with two zero bytes; {head[0]:X2} {head[1]:X2} came{place}");
        int size = head[2] switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };
        if (size == 0) throw Wrong(2, $"the type must be 08, 09, 0B, 0C, 0D or 0E; {head[2]:X2} came{place}");
        int rank = head[3];
        if (rank is 0 or > MostAxes) throw Wrong(3, $"there must be 1 to {MostAxes} axes; {rank} came{place}");

        Span<byte> axes = stackalloc byte[4 * rank];
        got = content.ReadAtLeast(axes, axes.Length, throwOnEndOfStream: false);
        if (got < axes.Length) throw Wrong(4 + got, $"{rank} axes take {axes.Length} bytes; the file ends after {got} of them{place}");
        var lengths = new int[rank];
        long count = 1, reach = 1;
        for (int i = 0; i < rank; i++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(axes[(4 * i)..]);

            // The first factor stays below 2^31 and the second below 2^32, so the products cannot overflow before they are refused.
            count *= length;
            reach *= Math.Max(length, 1);
            if (reach > int.MaxValue) throw Wrong(4 + (4 * i), $"axis {i} of length {length} makes more elements than one tensor can hold (2^31 - 1){place}");
            lengths[i] = (int)length;
        }

        int header = head.Length + axes.Length;
        long expected = count * size, found = Count(content, expected + 1);
        if (found < expected) throw Wrong(header + found, $"a tensor of shape [{string.Join(", ", lengths)}] takes {expected} bytes after the header; the file ends after {found} of them{place}", "It is cut short: download or copy it again.");
        if (found > expected) throw Wrong(header + expected, $"a tensor of shape [{string.Join(", ", lengths)}] takes {expected} bytes after the header; the file goes on behind them{place}");
        return (head[2], lengths, header, size);
    }

    static long Count(Stream content, long most)
    {
        Span<byte> part = stackalloc byte[16 * 1024];
        long sum = 0;
        while (sum < most)
        {
            int read = content.Read(part[..(int)Math.Min(part.Length, most - sum)]);
            if (read == 0) break;
            sum += read;
        }

        return sum;
    }

    // Lent spans keep the buffer out of memory scopes: what was loaded lives as long as it is reachable.
    static Tensor Values<T>(Stream content, Shape shape, DType type)
        where T : unmanaged
    {
        Tensor x = Tensor.Zeros(shape, type);
        Span<byte> bytes = MemoryMarshal.AsBytes(x.AsSpan<T>());
        content.ReadExactly(bytes);
        int size = type.ByteSize;
        for (int i = 0; size > 1 && BitConverter.IsLittleEndian && i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
        return x;
    }

    // Signed bytes and 16-bit numbers, which tensors have not.
    static Tensor Widened(Stream content, Shape shape, int size)
    {
        var bytes = new byte[shape.Count * size];
        content.ReadExactly(bytes);
        Tensor x = Tensor.Zeros(shape, DType.Int32);
        Span<int> values = x.AsSpan<int>();
        for (int i = 0; i < values.Length; i++) values[i] = size == 1 ? (sbyte)bytes[i] : BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(2 * i));
        return x;
    }

    FormatErrorException Wrong(long offset, string problem, string? help = null) => new(source, offset, problem, help ?? "The file is damaged, or not an IDX file.");
}
