namespace Hebb.Formats;

/// <summary>
/// Counts the memory that reading one file takes. A file may ask for 8 times its own size and 64 MB more; what asks for more is damaged or made to harm, and is
/// refused before the memory is taken. An archive counts as the file that it unpacks to, up to <see cref="TensorFile.UnpackedBytesLimit"/>.
/// </summary>
/// <param name="source">What error messages call the file.</param>
/// <param name="fileLength">How long the file is, in bytes.</param>
sealed class ReadingBudget(string source, long fileLength)
{
    long all = Of(fileLength);
    long taken;

    /// <summary>Counts memory that is about to be taken.</summary>
    /// <param name="bytes">How much; 0 or more.</param>
    /// <param name="offset">Where the file asks for it.</param>
    /// <exception cref="FormatErrorException">The file has asked for more than it may.</exception>
    public void Take(long bytes, long offset)
    {
        if (bytes > all - taken)
        {
            throw new FormatErrorException(
                source, offset, $"reading this takes {bytes} bytes more, beyond the {all} bytes that a file of {fileLength} bytes may take",
                "The sizes in it do not fit the file: it is damaged, or made to exhaust memory.");
        }

        taken += bytes;
    }

    /// <summary>Refuses an archive that unpacks to more than is read.</summary>
    /// <param name="bytes">What it unpacks to, as far as is known.</param>
    /// <param name="offset">Where it says so.</param>
    /// <exception cref="FormatErrorException">It is too much.</exception>
    public void CheckUnpacked(long bytes, long offset)
    {
        if (bytes <= Math.Max(all, MemoryLimit.Unpacked)) return;
        throw new FormatErrorException(
            source, offset, $"the archive unpacks to {bytes} bytes or more; a file of {fileLength} bytes may take {Math.Max(all, MemoryLimit.Unpacked)}",
            "If you trust the file, raise TensorFile.UnpackedBytesLimit.");
    }

    /// <summary>Lets an archive take what a file of its unpacked size may.</summary>
    /// <param name="unpacked">What it unpacks to; checked.</param>
    public void Widen(long unpacked) => all = Math.Max(all, Of(unpacked));

    static long Of(long length) => length > (long.MaxValue >> 4) ? long.MaxValue : MemoryLimit.Of(length);
}
