namespace Hebb.Formats;

/// <summary>How much memory a file's content may ask for: a size in a header is believed only as far as the file's own size makes it likely.</summary>
static class MemoryLimit
{
    const int Unproven = 16; // of the limit for content that is really there
    const int Factor = 8;

    internal const long Default = 1L << 30;

    static long unpacked = Default;

    /// <summary><see cref="TensorFile.UnpackedBytesLimit"/>.</summary>
    public static long Unpacked
    {
        get => Interlocked.Read(ref unpacked);
        set => Interlocked.Exchange(ref unpacked, value);
    }

    /// <summary>The bytes that the content of a file may take: 8 times the file and 64 MB, or more if the user has raised <see cref="TensorFile.UnpackedBytesLimit"/>.</summary>
    public static long Of(long fileLength) => (Factor * fileLength) + (Unpacked / Unproven);
}
