using Hebb.Formats;

namespace Hebb.Cli;

/// <summary>Where an option lets a command write to, made sure of before any work is done.</summary>
static class OutputFolder
{
    /// <summary>Makes sure that a folder can be written to; makes it if it is not there.</summary>
    /// <exception cref="HebbException">It cannot.</exception>
    public static void Require(string folder, string option = "--out")
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".hebb-{Path.GetRandomFileName()}.tmp");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Refused(folder, option, problem);
        }
    }

    /// <summary>Makes sure that a file can be written; makes its folder if that is not there.</summary>
    /// <exception cref="HebbException">It cannot.</exception>
    public static void RequireFor(string file, string option = "--out")
    {
        if (Directory.Exists(file) || Path.GetFileName(file).Length == 0) throw new HebbException($"'{file}' is a folder; {option} names a file. Nothing was begun.", "Name a file in it.");
        Require(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".", option);
    }

    /// <summary>The error of a folder that cannot be written to.</summary>
    public static HebbException Refused(string folder, string option, Exception problem) => new(
        $"The folder '{folder}' cannot be written to: {(File.Exists(folder) ? "it is a file." : FileProblem.Reason(problem))} Nothing was begun.", $"Name another one with {option}.", problem);
}
