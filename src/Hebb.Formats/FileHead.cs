namespace Hebb.Formats;

/// <summary>The first bytes of a file, by which its format is recognised.</summary>
/// <param name="Path">The file. Its name only helps where the content has no mark (CSV).</param>
/// <param name="Bytes">Up to the first 4,096 bytes.</param>
/// <param name="Length">How long the file is.</param>
sealed record FileHead(string Path, byte[] Bytes, long Length)
{
    const int Max = 4096;

    /// <summary>Looks at a file's beginning and goes back to it.</summary>
    public static FileHead Of(FileStream stream, string path)
    {
        var bytes = new byte[(int)Math.Min(Max, stream.Length)];
        stream.ReadExactly(bytes);
        stream.Position = 0;
        return new FileHead(path, bytes, stream.Length);
    }

    /// <summary>Whether the file has these bytes at this place.</summary>
    public bool Has(ReadOnlySpan<byte> mark, int offset = 0) => Bytes.Length >= offset + mark.Length && Bytes.AsSpan(offset, mark.Length).SequenceEqual(mark);
}
