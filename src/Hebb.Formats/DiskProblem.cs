namespace Hebb.Formats;

/// <summary>Recognises, in what .NET throws, a disk that takes no more: full, over its quota, read-only, or at the largest size that a file may have.</summary>
static class DiskProblem
{
    const int ReadOnly = 30, TooLarge = 27, Full = 28, LinuxQuota = 122, AppleQuota = 69;
    const int WindowsReadOnly = 19, WindowsFull = 112, WindowsHandleFull = 39, WindowsQuota = 1295, WindowsTooLarge = 223;

    /// <summary>The error in our words, as an exception of the file system; null if it is something else.</summary>
    /// <param name="path">The file as the caller named it.</param>
    /// <param name="problem">What was thrown.</param>
    public static IOException? Explain(string path, Exception problem) => Reason(problem) is { } reason
        ? new IOException($"The file '{path}' cannot be written: {reason} What was there before is as it was.", problem) { HResult = problem.HResult }
        : null;

    static string? Reason(Exception problem) => problem switch
    {
        // .NET's word for EFBIG, which a limit of the file system or of the process (ulimit -f) gives.
        ArgumentOutOfRangeException { ParamName: "value", ActualValue: null } => OverLimit,
        IOException => Code(problem.HResult) switch
        {
            Full or WindowsFull or WindowsHandleFull => "the disk is full.",
            LinuxQuota or AppleQuota or WindowsQuota => "the disk quota is used up.",
            ReadOnly or WindowsReadOnly => "its file system is read-only.",
            TooLarge or WindowsTooLarge => OverLimit,
            _ => null,
        },
        _ => null,
    };

    const string OverLimit = "it would be larger than a file may be here, by a limit of the file system or of the process (ulimit -f).";

    // The same number means different things to different systems: only those of this one count.
    static int Code(int result)
    {
        int code = OperatingSystem.IsWindows() ? result & 0xFFFF : result;
        int[] known = OperatingSystem.IsWindows() ? [WindowsReadOnly, WindowsFull, WindowsHandleFull, WindowsQuota, WindowsTooLarge] : [ReadOnly, TooLarge, Full, OperatingSystem.IsLinux() ? LinuxQuota : AppleQuota];
        return Array.IndexOf(known, code) >= 0 ? code : 0;
    }
}
