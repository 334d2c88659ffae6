namespace Hebb.Formats;

/// <summary>A format that <see cref="TensorFile"/> can open. A format knows nothing of the others, nor of the list of all.</summary>
/// <param name="Name">The format's name for people.</param>
/// <param name="Matches">Whether a file is of this format, told by its content: looks, and leaves the stream anywhere.</param>
/// <param name="Open">Reads what is there, without the values. Owns the stream, and closes it with the source or when it throws.</param>
sealed record TensorFormat(string Name, Func<FileHead, bool> Matches, Func<FileStream, string, TensorSource> Open);
