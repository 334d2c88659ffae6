using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Cli;

/// <summary>
/// A native program knows the instructions that it was compiled for, and no others. So for Linux on x64 there are two, side by side: the first takes AVX2 for granted, and
/// becomes the second where the processor has AVX-512, which makes products and convolutions twice as fast.
/// </summary>
static partial class WiderProgram
{
    const string Suffix = "-avx512", SkylakeServer = "85", CannonLake = "102";

    /// <summary>Does not come back where there is a wider program that this machine can run. In all other programs than that for AVX2 there is nothing of this.</summary>
    /// <param name="args">The program's arguments.</param>
    public static void HandOver(string[] args)
    {
        if (RuntimeFeature.IsDynamicCodeSupported || Vector512.IsHardwareAccelerated || !Vector256.IsHardwareAccelerated || !OperatingSystem.IsLinux()) return;
        string? wanted = Environment.GetEnvironmentVariable("HEBB_SIMD");
        if (Environment.ProcessPath is not { } path || (!string.IsNullOrWhiteSpace(wanted) && wanted.Trim() != "512")) return;
        string wider = path + Suffix;
        if (!File.Exists(wider) || !HasAvx512()) return;

        // If it cannot be started after all, this one goes on.
        _ = Execute(wider, [path, .. args, null]);
    }

    // Linux lists what the processor has and what the system lets programs use. Like .NET's own compiler, this leaves out the processors of Intel that slow down for wide vectors.
    static bool HasAvx512()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (string line in File.ReadLines("/proc/cpuinfo"))
            {
                if (line.Split(':', 2) is not [string name, string value]) break; // the first processor speaks for all
                facts[name.Trim()] = value.Trim();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        string[] flags = facts.GetValueOrDefault("flags", string.Empty).Split(' ');
        bool isSlowed = facts.GetValueOrDefault("vendor_id") is "GenuineIntel" && facts.GetValueOrDefault("cpu family") is "6" && facts.GetValueOrDefault("model") is SkylakeServer or CannonLake;
        return !isSlowed && Array.TrueForAll(["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"], flag => flags.Contains(flag, StringComparer.Ordinal));
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
