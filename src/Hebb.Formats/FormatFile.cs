namespace Hebb.Formats;

/// <summary>Opens files whose format the caller has named.</summary>
static class FormatFile
{
    /// <summary>Reads all tensors of a file.</summary>
    public static Dictionary<string, Tensor> LoadAll(TensorFormat format, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream stream = InputFile.Open(path);
        TensorSource source;
        try
        {
            source = format.Open(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        using (source)
        {
            var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (int i = 0; i < source.Entries.Count; i++) all.Add(source.Entries[i].Name, source.Load(i));
            return all;
        }
    }
}
