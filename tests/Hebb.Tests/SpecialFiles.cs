using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>Makes what looks like a file and is none.</summary>
static class SpecialFiles
{
    /// <summary>Skips a test of links, pipes, devices, or names that Windows does not allow.</summary>
    public static void RequireUnix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such links, devices or names.");

    /// <summary>A named pipe: to open it would wait until somebody writes to it.</summary>
    public static string Pipe(string folder, string name = "pipe.png")
    {
        string path = Path.Combine(folder, name);
        using Process made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return made.ExitCode == 0 ? path : throw new InvalidOperationException("mkfifo failed.");
    }
}
