using Hebb.Cli.Commands;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Images;

/// <summary>An image that a command line names.</summary>
static class ImageArgument
{
    /// <summary>Reads it as a network wants it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">What the network wants.</param>
    /// <param name="inverts">Whether black becomes white.</param>
    /// <param name="model">The network, as it was named.</param>
    /// <exception cref="HebbException">The file is no image, or damaged.</exception>
    public static ReadImage Read(string path, Preprocessing form, bool inverts, string model) => Directory.Exists(path)
        ? throw new HebbException($"'{path}' is a folder; an image was expected.", $"{CommandText.Of("predict", "--model", CommandText.Word(model))} {CommandText.Path(path)}{Path.DirectorySeparatorChar}*")
        : ImageReader.Read(path, form, inverts);
}
