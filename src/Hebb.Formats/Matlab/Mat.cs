namespace Hebb.Formats;

/// <summary>
/// Reads MATLAB's .mat files: version 4, version 5 (plain and compressed) and 7.3 (which is HDF5). Numbers of all types, truth values, complex and sparse matrices become
/// row-major tensors of the shape that MATLAB shows; text is in <see cref="TensorFile.Values"/>; the members of structures and cells get dotted names, such as "st.a" and
/// "c.0". Objects and functions are told of in <see cref="TensorFile.Skipped"/>. Safe from several threads at once.
/// </summary>
/// <remarks>Source: MAT-File Format, The MathWorks.</remarks>
public static class Mat
{
    const int MarkOffset = 124;

    /// <summary>The format for <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("MATLAB", Matches, Open);

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name. A matrix in MATLAB has at least two axes, a number is a matrix of shape [1, 1].</returns>
    /// <exception cref="FormatErrorException">The file breaks the format or is cut short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Tensor images = Mat.Load("nist36_train.mat")["train_data"];
    /// </code></example>
    public static Dictionary<string, Tensor> Load(string path) => FormatFile.LoadAll(Format, path);

    static bool Matches(FileHead head) => VersionOf(head) > 0;

    static TensorSource Open(FileStream stream, string path) => VersionOf(FileHead.Of(stream, path)) switch
    {
        4 => new Mat4Source(stream, path),
        5 => new Mat5Source(stream, path),
        7 => new Mat73Source(stream, path),
        _ => throw new FormatErrorException(path, 0, "this is no .mat file: neither the mark of version 5 or 7.3 at byte 124 nor the header of a version 4 matrix came"),
    };

    // Version 5 and 7.3 say so behind 124 bytes of text; version 4 begins with a matrix at once and is known by how its numbers fit.
    static int VersionOf(FileHead head)
    {
        if (head.Has([0x00, 0x02, (byte)'I', (byte)'M'], MarkOffset) && head.Has(Hdf5Superblock.Signature, 512)) return 7;
        if (head.Has([0x00, 0x01, (byte)'I', (byte)'M'], MarkOffset) || head.Has([0x01, 0x00, (byte)'M', (byte)'I'], MarkOffset)) return 5;
        return head.Bytes.Length >= Mat4Header.Size && Mat4Header.Read(head.Bytes, head.Length) is not null ? 4 : 0;
    }
}
