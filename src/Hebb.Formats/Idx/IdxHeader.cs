using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>The header of an IDX file.</summary>
/// <param name="Type">How the values are stored.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Length">The bytes of the header.</param>
readonly record struct IdxHeader(StoredType Type, Shape Shape, int Length)
{
    const int MaxAxes = 32;

    /// <summary>The bytes of the values.</summary>
    public long ByteCount => (long)Shape.Count * Type.ByteSize;

    /// <summary>The type of a code, or null.</summary>
    public static StoredType? TypeOf(byte code) => code switch
    {
        0x08 => StoredType.UInt8,
        0x09 => StoredType.Int8,
        0x0B => StoredType.Int16,
        0x0C => StoredType.Int32,
        0x0D => StoredType.Float32,
        0x0E => StoredType.Float64,
        _ => null,
    };

    /// <summary>The code of a type that a tensor can have, or null.</summary>
    public static byte? CodeOf(DType type) => type switch
    {
        DType.UInt8 => 0x08,
        DType.Int32 => 0x0C,
        DType.Float32 => 0x0D,
        DType.Float64 => 0x0E,
        _ => null,
    };

    /// <summary>Whether four bytes can begin an IDX file.</summary>
    public static bool CanBegin(ReadOnlySpan<byte> head) => head.Length >= 4 && head[0] == 0 && head[1] == 0 && TypeOf(head[2]) is not null && head[3] is > 0 and <= MaxAxes;

    /// <summary>Reads a header.</summary>
    /// <param name="content">Stands at its first byte.</param>
    /// <param name="wrong">Makes an error of an offset and a problem.</param>
    public static IdxHeader Read(Stream content, Func<long, string, FormatErrorException> wrong)
    {
        Span<byte> head = stackalloc byte[4];
        int got = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got < head.Length) throw wrong(got, $"an IDX file begins with 4 bytes, two zeros, a type and the number of axes; this one ends after {got}");
        if (head[0] != 0 || head[1] != 0) throw wrong(0, $"an IDX file begins with two zero bytes; {head[0]:X2} {head[1]:X2} came");
        if (TypeOf(head[2]) is not { } type) throw wrong(2, $"the type must be 08, 09, 0B, 0C, 0D or 0E; {head[2]:X2} came");
        int rank = head[3];
        if (rank is 0 or > MaxAxes) throw wrong(3, $"there must be 1 to {MaxAxes} axes; {rank} came");

        Span<byte> axes = stackalloc byte[4 * rank];
        got = content.ReadAtLeast(axes, axes.Length, throwOnEndOfStream: false);
        if (got < axes.Length) throw wrong(4 + got, $"{rank} axes take {axes.Length} bytes; the file ends after {got} of them");
        var lengths = new int[rank];
        long reach = 1;
        for (int i = 0; i < rank; i++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(axes[(4 * i)..]);

            // The first factor stays below 2^31 and the second below 2^32, so the product cannot overflow before it is refused.
            reach *= Math.Max(length, 1);
            if (reach > int.MaxValue) throw wrong(4 + (4 * i), $"axis {i} of length {length} makes more elements than one tensor can hold (2^31 - 1)");
            lengths[i] = (int)length;
        }

        return new IdxHeader(type, lengths, head.Length + axes.Length);
    }
}
