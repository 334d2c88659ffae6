using System.ComponentModel;
using System.Diagnostics;

namespace Hebb.Tracking.Storage;

/// <summary>Says whether the process of a run still lives.</summary>
static class LiveProcess
{
    /// <summary>How long a run may be silent before it counts as dead; it says something every ten seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Where this process lives: a number of a process means something only there. Containers of one machine have their own numbers.</summary>
    public static string Place { get; } = Environment.MachineName + (OperatingSystem.IsLinux() ? " " + Numbers() : string.Empty);

    /// <summary>Whether a run that was begun at a place by a process, and was last heard of a while ago, can still be at work.</summary>
    public static bool IsAlive(string? place, long process, TimeSpan silent)
    {
        if (silent > Silence) return false;
        if (!string.Equals(place, Place, StringComparison.Ordinal)) return true;
        if (process == Environment.ProcessId) return true;
        try
        {
            // Another process with the number of a dead one deceives us for no longer than the silence.
            using var found = Process.GetProcessById((int)process);
            return !found.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, and belongs to somebody else, whose processes Windows does not let us ask.
            return true;
        }
    }

    // The space of Linux's process numbers; a sandbox may hide /proc.
    static string? Numbers()
    {
        try
        {
            return new FileInfo("/proc/self/ns/pid").LinkTarget;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
