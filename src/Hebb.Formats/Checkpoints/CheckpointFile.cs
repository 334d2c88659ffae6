using Hebb.Training;

namespace Hebb.Formats;

/// <summary>
/// A checkpoint as one safetensors file: its tensors under their names, its texts as the file's metadata. Every reader of safetensors can take the model's weights
/// out of it ("model/0.weight").
/// </summary>
internal static class CheckpointFile
{
    const string FormatName = "hebb.checkpoint", Version = "1";

    /// <summary>Writes a checkpoint, atomically: see <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is as it was.</exception>
    public static void Save(string path, Checkpoint checkpoint) => AtomicFile.Write(path, stream => Save(stream, checkpoint));

    /// <summary>Writes a checkpoint to a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    public static void Save(Stream stream, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var texts = new Dictionary<string, string>(checkpoint.Values, StringComparer.Ordinal) { [FormatName] = Version };
        Safetensors.Save(stream, checkpoint.Tensors, texts);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatErrorException">The file is damaged, or a safetensors file that is no checkpoint.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Checkpoint Load(string path)
    {
        Dictionary<string, Tensor> tensors = Safetensors.Load(path, out Dictionary<string, string> texts);
        if (!texts.Remove(FormatName, out string? version))
            throw new FormatErrorException(path, 0, "this safetensors file holds tensors, but no checkpoint of a training", "model.Load(path) takes up the weights of such a file.");
        if (version != Version) throw new FormatErrorException(path, 0, $"this checkpoint is of version {version}, and version {Version} is read", "Use the version of Hebb that wrote it.");
        return new Checkpoint(tensors, texts);
    }
}
