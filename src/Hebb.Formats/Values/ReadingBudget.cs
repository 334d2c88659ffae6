namespace Hebb.Formats;

/// <summary>
/// Counts the memory that reading one file takes. A file may ask for 8 times its own size and 64 MB more; what asks for more is damaged or made to harm, and is
/// refused before the memory is taken.
/// </summary>
/// <param name="source">What error messages call the file.</param>
/// <param name="fileLength">How long the file is, in bytes.</param>
sealed class ReadingBudget(string source, long fileLength)
{
    const long Slack = 64L << 20;
    const int Factor = 8;

    readonly long all = fileLength > (long.MaxValue - Slack) / Factor ? long.MaxValue : (fileLength * Factor) + Slack;
    long taken;

    /// <summary>Counts memory that is about to be taken.</summary>
    /// <param name="bytes">How much; 0 or more.</param>
    /// <param name="offset">Where the file asks for it.</param>
    /// <exception cref="FormatErrorException">The file has asked for more than it may.</exception>
    public void Take(long bytes, long offset)
    {
        if (bytes > all - taken) throw TooMuch(bytes, offset);
        taken += bytes;
    }

    /// <summary>Refuses memory that would not be granted, without counting it.</summary>
    /// <param name="bytes">How much; 0 or more.</param>
    /// <param name="offset">Where the file asks for it.</param>
    /// <exception cref="FormatErrorException">It is more than the whole budget.</exception>
    public void Check(long bytes, long offset)
    {
        if (bytes > all) throw TooMuch(bytes, offset);
    }

    FormatErrorException TooMuch(long bytes, long offset) => new(
        source, offset, $"reading this takes {bytes} bytes more, beyond the {all} bytes that a file of {fileLength} bytes may take",
        "The sizes in it do not fit the file: it is damaged, or made to exhaust memory.");
}
