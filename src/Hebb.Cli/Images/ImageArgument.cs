using Hebb.Cli.Commands;

namespace Hebb.Cli.Images;

/// <summary>An image that a command line names.</summary>
static class ImageArgument
{
    /// <summary>Refuses a folder, with the command that was probably meant.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The network, as it was named.</param>
    /// <exception cref="HebbException">It is a folder.</exception>
    public static void Require(string path, string model)
    {
        if (Directory.Exists(path))
            throw new HebbException($"'{path}' is a folder; an image was expected.", $"{CommandText.Of("predict", "--model", CommandText.Word(model))} {CommandText.Path(path)}{Path.DirectorySeparatorChar}*");
    }
}
