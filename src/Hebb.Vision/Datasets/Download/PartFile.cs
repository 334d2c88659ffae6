namespace Hebb.Vision.Datasets.Download;

/// <summary>
/// The part of a file that has come so far, NAME.part, and beside it NAME.part.from: the address and what the server calls this version of the file. A part is continued only if
/// it is of the same version, or if a known sum will tell in the end.
/// </summary>
sealed class PartFile(string target)
{
    public string Path { get; } = target + ".part";

    string Note => Path + ".from";

    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>How many bytes can be kept when going on at an address.</summary>
    public long Continuable(Uri mirror, bool hasSum) => hasSum || Validator(mirror) is not null ? Length : 0;

    /// <summary>What the server called the version of which this is a part (a strong ETag or a date), if it came from this address.</summary>
    public string? Validator(Uri mirror)
    {
        if (!File.Exists(Note)) return null;
        string[] lines = File.ReadAllLines(Note);
        return lines.Length == 2 && lines[0] == mirror.AbsoluteUri && lines[1].Length > 0 ? lines[1] : null;
    }

    /// <summary>Prepares for what a server sends: notes its version, and cuts the part to what is kept.</summary>
    public void Begin(Uri mirror, HttpResponseMessage answer, long keep)
    {
        string? validator = answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : answer.Content.Headers.LastModified?.ToString("R");
        File.WriteAllLines(Note, [mirror.AbsoluteUri, validator ?? string.Empty]);
        using FileStream stream = new(Path, FileMode.OpenOrCreate, FileAccess.Write);
        stream.SetLength(keep);
    }

    /// <summary>Opens the part to write at its end.</summary>
    public FileStream Open() => new(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);

    /// <summary>Gives the file its name.</summary>
    public void Finish()
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(Note);
    }

    /// <summary>Throws the part away.</summary>
    public void Delete()
    {
        File.Delete(Path);
        File.Delete(Note);
    }
}
