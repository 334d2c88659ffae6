namespace Hebb.Formats;

/// <content>How much memory compressed content may take.</content>
public sealed partial class TensorFile
{
    /// <summary>The first value of <see cref="UnpackedBytesLimit"/>: 1 GB.</summary>
    public const long DefaultUnpackedBytesLimit = 1L << 30;

    static long unpackedBytesLimit = DefaultUnpackedBytesLimit;

    /// <summary>
    /// How many bytes compressed content may unpack to, where the packed bytes can hold it at all: deflate cannot pass 1,032 to 1. 1 GB unless it is changed. What a header
    /// only claims, without bytes behind it, may take 8 times the file and a sixteenth of this. It holds for the whole process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long UnpackedBytesLimit
    {
        get => Interlocked.Read(ref unpackedBytesLimit);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Interlocked.Exchange(ref unpackedBytesLimit, value);
        }
    }
}
