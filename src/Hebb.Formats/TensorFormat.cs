namespace Hebb.Formats;

/// <summary>A format that <see cref="TensorFile"/> can open. Adding a format is adding its folder and a line in <see cref="All"/>.</summary>
/// <param name="Name">The format's name for people.</param>
/// <param name="Matches">Whether a file is of this format, told by its content: looks, and leaves the stream anywhere.</param>
/// <param name="Open">Reads what is there, without the values. Owns the stream, and closes it with the source or when it throws.</param>
sealed record TensorFormat(string Name, Func<FileHead, bool> Matches, Func<FileStream, string, TensorSource> Open)
{
    /// <summary>Every format, the surest to recognise first; formats without a mark of their own come last.</summary>
    public static IReadOnlyList<TensorFormat> All { get; } =
    [
        Npy.Format,
        PyTorchFile.Format,
        KerasArchive.Format,
        Npz.Format,
        Safetensors.Format,
        NumpyPickle.Format,
        Mat.Format,
        Hdf5.Format,
        Idx.Format,
        Cifar.Format,
        PixelCsv.Format,
    ];
}
