using Hebb.Cli.Commands;
using Hebb.Cli.Configuration;
using Hebb.Tracking;
using Hebb.Vision.Datasets.Folders;

namespace Hebb.Cli.Learning;

/// <summary>The folder of a run: claimed, so that no two runs write into one.</summary>
sealed class RunDirectory : IDisposable
{
    public const string ReportName = "report.html", CheckpointsName = "checkpoints", RunIdName = "run-id";
    public const string Home = "hebb-runs";
    const int MaxRuns = 100_000;

    readonly RunFolder claim;
    readonly bool isNew;

    RunDirectory(string path, RunFolder claim, bool isNew) => (Path, this.claim, this.isNew) = (path, claim, isNew);

    /// <summary>The folder as it was named.</summary>
    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Claims a folder for a new run.</summary>
    /// <param name="asked">The folder, or null for the next one in hebb-runs.</param>
    /// <param name="data">The data, from which the folder gets its name.</param>
    /// <exception cref="HebbException">It holds a run, one is at work in it, or it cannot be written to.</exception>
    public static RunDirectory New(string? asked, string data)
    {
        string path = asked ?? NextFree(data);
        bool makes = !Directory.Exists(path);
        RunFolder folder = Claim(path);
        if (!System.IO.File.Exists(System.IO.Path.Combine(path, ConfigFile.Name))) return new RunDirectory(path, folder, makes);
        folder.Dispose();
        throw new HebbException($"The folder '{path}' holds a run already; nothing was begun.", $"{CommandText.Of("resume", CommandText.Word(path))} resumes it; --out names another folder.");
    }

    /// <summary>Claims the folder of a run to resume it.</summary>
    /// <exception cref="HebbException">It holds no run, or one is at work in it.</exception>
    public static RunDirectory Existing(string path)
    {
        if (!Directory.Exists(path) || !System.IO.File.Exists(System.IO.Path.Combine(path, ConfigFile.Name)))
            throw new HebbException(Directory.Exists(path) ? $"The folder '{path}' holds no run: it has no {ConfigFile.Name}." : $"There is no run '{path}'.", "Name the folder of a run, as hebb train prints it.");
        return new RunDirectory(path, Claim(path), isNew: false);
    }

    /// <summary>Takes away what was written so far, where nothing of it is of use.</summary>
    public void Forget()
    {
        foreach (string name in (string[])[ConfigFile.Name, RunIdName]) System.IO.File.Delete(File(name));
        if (Directory.Exists(File(CheckpointsName))) Directory.Delete(File(CheckpointsName), recursive: true);
        if (!isNew) return;
        claim.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => claim.Dispose();

    /// <summary>Claims a folder, and says so if that cannot be.</summary>
    public static RunFolder Claim(string path)
    {
        try
        {
            return RunFolder.Claim(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.Refused(path, "--out", problem);
        }
    }

    /// <summary>What a run of some data is called: after the data set, the folder that it is, or for a part of it the folder above.</summary>
    public static string NameOf(string data)
    {
        const int Longest = 64;
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(data)), name = System.IO.Path.GetFileName(full);
        if (PartNames.IsOne(name)) name = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(full)) ?? string.Empty;
        char[] letters = [.. name.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\\' ? '_' : c)];
        name = new string(letters).Trim('.', ' ');
        return name.Length == 0 ? "run" : name;
    }

    static string NextFree(string data)
    {
        string name = NameOf(data);
        for (int number = 1; number < MaxRuns; number++)
        {
            string path = System.IO.Path.Combine(Home, $"{name}-{number}");
            if (!System.IO.Path.Exists(path)) return path;
        }

        throw new HebbException($"The folder {Home} is full of runs of {name}.", "Name a folder with --out.");
    }
}
