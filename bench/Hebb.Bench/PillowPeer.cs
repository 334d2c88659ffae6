using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Hebb.Bench;

/// <summary>Pillow in a process of its own: takes "REPEATS PATH" on its input and answers one line of JSON with the mean seconds of a repeat.</summary>
sealed class PillowPeer : IDisposable
{
    readonly Process process;

    PillowPeer(Process process)
    {
        this.process = process;
        Version = Answer().GetProperty("version").GetString()!;
    }

    /// <summary>Its version and those of its libraries.</summary>
    public string Version { get; }

    /// <summary>Starts the peer.</summary>
    /// <exception cref="PeerException">It cannot be started.</exception>
    public static PillowPeer Start()
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "pillow_peer.py")]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return new PillowPeer(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Missing(e.Message, e);
        }
    }

    /// <summary>Decodes a file some times.</summary>
    /// <returns>The mean seconds of a repeat.</returns>
    /// <exception cref="PeerException">It has stopped.</exception>
    public double Burst(string path, int repeats)
    {
        try
        {
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repeats} {Path.GetFullPath(path)}"));
            process.StandardInput.Flush();
        }
        catch (IOException e)
        {
            throw Missing(e.Message, e);
        }

        return Answer().GetProperty("seconds").GetDouble();
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(2000)) process.Kill();
        process.Dispose();
    }

    JsonElement Answer()
    {
        string line = process.StandardOutput.ReadLine() ?? throw Missing("it stopped");
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }

    static PeerException Missing(string problem, Exception? inner = null) =>
        new($"Pillow cannot be compared with: {problem}. The comparison needs Pillow for Python 3; on Debian: apt-get install -y python3-pil.", inner);
}
