using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>The head of a .npy file, checked against the bytes that follow it.</summary>
/// <param name="Type">How the values are stored.</param>
/// <param name="IsColumnMajor">Whether the first axis runs fastest.</param>
/// <param name="Shape">The shape, without the axis of 2 that complex numbers add.</param>
/// <param name="Length">The bytes of the head: the first value stands there.</param>
/// <param name="Problem">Why the values are not read as numbers, with the advice for it; null if they are.</param>
/// <remarks>Source: NumPy's description of the format, numpy.lib.format.</remarks>
sealed record NpyHeader(NumpyType Type, bool IsColumnMajor, Shape Shape, int Length, (string What, string Help)? Problem = null)
{
    const int MaxTextLength = 1 << 20;

    /// <summary>The bytes that the values take in the file.</summary>
    public long DataLength => (long)Shape.Count * Type.Stored.ByteSize;

    /// <summary>Whether a file begins as a .npy file does.</summary>
    public static bool Matches(FileHead head) => head.Has(Magic);

    static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether the values are Python objects, which follow as a pickle.</summary>
    public bool IsObjects { get; private init; }

    /// <summary>Reads the head of an array of numbers.</summary>
    /// <param name="stream">Stands at the first byte of the file.</param>
    /// <param name="available">How many bytes there are from there on.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the file begins, for error messages.</param>
    /// <exception cref="FormatErrorException">It breaks the format, or the array holds no numbers.</exception>
    public static NpyHeader ReadNumbers(Stream stream, long available, string source, long offset)
    {
        NpyHeader header = Read(stream, available, source, offset);
        return header.Problem is { } problem ? throw new FormatErrorException(source, offset, problem.What, problem.Help) : header;
    }

    /// <summary>Reads the head.</summary>
    /// <param name="stream">Stands at the first byte of the file.</param>
    /// <param name="available">How many bytes there are from there on.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the file begins, for error messages.</param>
    public static NpyHeader Read(Stream stream, long available, string source, long offset)
    {
        FormatErrorException Wrong(string problem, string? help = null) => new(source, offset, problem, help);

        Span<byte> start = stackalloc byte[12];
        int got = stream.ReadAtLeast(start[..8], 8, throwOnEndOfStream: false);
        if (got < 8 || !start[..6].SequenceEqual(Magic)) throw Wrong($"a NumPy array begins with the bytes 93 4E 55 4D 50 59; {Convert.ToHexString(start[..Math.Min(got, 6)])} came", "The file is damaged, or not a .npy file.");
        int major = start[6], sizeLength = major == 1 ? 2 : 4;
        if (major is < 1 or > 3 || start[7] != 0) throw Wrong($"versions 1.0, 2.0 and 3.0 of the format are read; {major}.{start[7]} came");
        got = stream.ReadAtLeast(start.Slice(8, sizeLength), sizeLength, throwOnEndOfStream: false);
        if (got < sizeLength) throw Wrong("the file ends inside its head", "It is cut short: download or copy it again.");
        long length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        long left = available - 8 - sizeLength;
        if (length > left || length > MaxTextLength) throw Wrong($"the head's text is said to be {length} bytes long, but {left} follow and at most {MaxTextLength} are read", "The file is cut short, or not a .npy file.");
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < length) throw Wrong("the file ends inside its head", "It is cut short: download or copy it again.");
        string text = major == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        (string code, bool isColumnMajor, List<long> lengths) = new NpyHeaderText(text, (at, problem, help) => new FormatErrorException(source, offset + 8 + sizeLength + at, problem, help)).Read();
        int headLength = (int)(8 + sizeLength + length);
        bool isObjects = code is "O" or "|O" or "O8" or "|O8" or "O4" or "|O4";
        (string What, string Help)? other = NumpyType.TryOf(code, out NumpyType type);
        if (other is null && StoredShape.Excess([.. lengths], type.Stored) is { } excess) other = (excess, "Save it in parts.");
        if (other is not null) return new NpyHeader(type, isColumnMajor, [], headLength, other) { IsObjects = isObjects };
        Shape shape = StoredShape.Of([.. lengths], type.Stored, problem => Wrong(problem));
        return new NpyHeader(type, isColumnMajor, shape, headLength);
    }

    /// <summary>Reads the values.</summary>
    /// <param name="stream">Stands at the first value.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the first value stands, for error messages.</param>
    public Tensor ReadValues(Stream stream, string source, long offset) => StoredValues.Read(stream, Type.Stored, Type.IsBigEndian, Shape, IsColumnMajor, source, offset);

    /// <summary>Describes the array as a tensor of a file.</summary>
    /// <param name="name">Its name.</param>
    public TensorEntry Entry(string name) => new(name, Type.Stored, StoredShape.Loaded(Shape, Type.Stored));
}
