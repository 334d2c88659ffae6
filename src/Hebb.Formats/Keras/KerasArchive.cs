using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Keras's own archives (.keras, since Keras 3 and TensorFlow 2.12): a zip archive with config.json (the layers), metadata.json (versions) and the weights as HDF5,
/// which are read with HDF5's names, such as "layers/dense/vars/0". Nothing of the configuration is built or executed.
/// </summary>
/// <remarks>Source: Keras's guide to saving, "Whole-model saving and loading".</remarks>
static class KerasArchive
{
    const string Configuration = "config.json", Extension = ".h5";

    /// <summary>The format for <see cref="TensorFile"/>.</summary>
    public static TensorFormat Format { get; } = new("Keras archive (.keras)", Matches, (stream, path) => new KerasSource(stream, path));

    /// <summary>Whether a file of the archive holds weights.</summary>
    public static bool IsWeights(ZipEntry entry) => entry.Name.EndsWith(Extension, StringComparison.Ordinal);

    // The name of an archive's first file shows the archives of NumPy and PyTorch, so that their lists need not be read twice.
    static bool Matches(FileHead head)
    {
        const int NameLengthOffset = 26, NameOffset = 30;
        if (!ZipDirectory.Matches(head) || head.Bytes.Length < NameOffset) return false;
        int length = head.Bytes[NameLengthOffset] | (head.Bytes[NameLengthOffset + 1] << 8);
        string first = Encoding.UTF8.GetString(head.Bytes.AsSpan(NameOffset, Math.Min(length, head.Bytes.Length - NameOffset)));
        if (first.EndsWith(".npy", StringComparison.Ordinal) || first.EndsWith(".pkl", StringComparison.Ordinal)) return false;
        using FileStream stream = InputFile.Open(head.Path);
        try
        {
            IReadOnlyList<ZipEntry> files = ZipDirectory.Read(stream, head.Path, new ReadingBudget(head.Path, head.Length)).Entries;
            return files.Any(IsWeights) && files.Any(file => file.Name == Configuration);
        }
        catch (FormatErrorException)
        {
            return false; // the reader of zip archives says what is wrong
        }
    }
}
