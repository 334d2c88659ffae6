namespace Hebb.Formats;

/// <summary>
/// Reads HDF5 files, the subset that h5py and MATLAB write by default: superblocks 0 to 3 with a block of the user's own before them, groups in every form, integers and
/// floating-point numbers of both byte orders, truth values, complex numbers and text; contiguous, compact and chunked data sets with the filters deflate (gzip), shuffle and
/// fletcher32. Soft links are followed. Other data sets, external links and links that lead nowhere are told of in <see cref="TensorFile.Skipped"/>. Safe from several threads at once.
/// </summary>
/// <remarks>Source: the HDF5 File Format Specification, version 3.0, of The HDF Group.</remarks>
public static class Hdf5
{
    /// <summary>The format for <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("HDF5", Matches, (stream, path) => new Hdf5Source(stream, path));

    /// <summary>Reads all data sets of numbers.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name; a member of a group has the group's name and '/' before its own.</returns>
    /// <exception cref="FormatErrorException">The file breaks the format or is cut short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Tensor patches = Hdf5.Load("natural_patches.h5")["data"];
    /// </code></example>
    public static Dictionary<string, Tensor> Load(string path) => FormatFile.LoadAll(Format, path);

    static bool Matches(FileHead head)
    {
        for (int offset = 0; offset < head.Bytes.Length; offset = offset == 0 ? 512 : 2 * offset)
        {
            if (head.Has(Hdf5Superblock.Signature, offset)) return true;
        }

        // A longer block of the user's own: further than the head shows.
        if (head.Length <= head.Bytes.Length) return false;
        using FileStream stream = InputFile.Open(head.Path);
        return Hdf5Superblock.Find(stream) >= 0;
    }
}
