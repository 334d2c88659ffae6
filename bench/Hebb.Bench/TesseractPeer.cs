using System.Globalization;

namespace Hebb.Bench;

/// <summary>Tesseract, as its program: each call is a process of its own, on one thread, with English.</summary>
static class TesseractPeer
{
    const string Program = "tesseract";

    /// <summary>Its page modes that suit a page of unknown layout: a column of text, a block, scattered text.</summary>
    public static IReadOnlyList<int> Modes { get; } = [4, 6, 11];

    /// <summary>Its version.</summary>
    /// <exception cref="PeerException">It is not there, or lacks English.</exception>
    public static string Version()
    {
        MeasuredProcess languages = Run("--list-langs");
        if (!languages.Output.Split('\n').Any(line => line.Trim() == "eng")) throw Missing("it has no data for English");
        return Run("--version").Output.Split('\n')[0].Trim();
    }

    /// <summary>Reads an image.</summary>
    public static MeasuredProcess Read(string path, int mode) => Run(path, "stdout", "-l", "eng", "--psm", mode.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads an image several times in one process.</summary>
    public static MeasuredProcess ReadTimes(string path, int mode, int times)
    {
        string list = Path.Combine(Path.GetTempPath(), $"hebb-tesseract-{Guid.NewGuid():N}.txt");
        File.WriteAllLines(list, Enumerable.Repeat(Path.GetFullPath(path), times));
        try
        {
            return Read(list, mode);
        }
        finally
        {
            File.Delete(list);
        }
    }

    static MeasuredProcess Run(params string[] arguments)
    {
        try
        {
            MeasuredProcess run = MeasuredProcess.Run(Program, arguments, ("OMP_THREAD_LIMIT", "1"));
            return run.ExitCode == 0 ? run : throw Missing($"it ended with {run.ExitCode}: {run.Error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Missing(e.Message, e);
        }
    }

    static PeerException Missing(string problem, Exception? inner = null) =>
        new($"Tesseract cannot be compared with: {problem}. The comparison needs its program with English; on Debian: apt-get install -y tesseract-ocr.", inner);
}
