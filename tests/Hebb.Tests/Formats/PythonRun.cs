using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>Runs Python programs that check what Hebb wrote.</summary>
static class PythonRun
{
    const int Seconds = 60;
    static readonly string Command = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Runs a program and returns what it prints; skips the test with the reason where Python or a module is missing.</summary>
    internal static string Output(string module, string program, params string[] arguments)
    {
        const int Missing = 77;
        string start = $"import sys\ntry:\n    import {module}\nexcept ImportError as e:\n    print(e)\n    sys.exit({Missing})\n";
        int code = Run(start + program, arguments, out string output);
        if (code is -1 or Missing) Assert.Skip($"Python 3 with {module} is not on this machine: {output.Trim()}");
        Assert.True(code == 0, output);
        return output.Trim();
    }

    static int Run(string program, string[] arguments, out string output)
    {
        var start = new ProcessStartInfo(Command, ["-c", program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> text = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(Seconds)))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"Python did not end within {Seconds} s.");
            }

            output = text.Result + error.Result;
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            output = problem.Message;
            return -1;
        }
    }
}
