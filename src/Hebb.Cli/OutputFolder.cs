namespace Hebb.Cli;

/// <summary>The folder that <c>--out</c> names.</summary>
static class OutputFolder
{
    /// <summary>Makes sure, before any work is done, that a folder can be written to; makes it if it is not there.</summary>
    /// <exception cref="HebbException">It cannot.</exception>
    public static void Require(string folder)
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
            string reason = File.Exists(folder) ? "it is a file." : problem.Message;
            throw new HebbException($"The folder '{folder}' cannot be written to: {reason} Nothing was begun.", "Name another one with --out.", problem);
        }
    }
}
