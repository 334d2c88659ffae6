namespace Hebb.Formats;

/// <summary>A file does not follow its format. The message names the file, the byte where reading stopped, what was expected there and what came.</summary>
public sealed class FormatErrorException : HebbException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file, or another name of the source.</param>
    /// <param name="offset">The byte where reading stopped, counted from the start of the file.</param>
    /// <param name="problem">What was expected there, and what came.</param>
    /// <param name="help">The likely mend, or null.</param>
    /// <param name="inner">The cause, if another exception led here.</param>
    public FormatErrorException(string file, long offset, string problem, string? help = null, Exception? inner = null)
        : base($"{file}, byte {offset}: {problem}", help, inner)
    {
        File = file;
        Offset = offset;
    }

    /// <summary>The file, or another name of the source.</summary>
    public string File { get; }

    /// <summary>The byte where reading stopped, counted from the start of the file.</summary>
    public long Offset { get; }
}
