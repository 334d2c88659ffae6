namespace Hebb.Formats;

/// <summary>Recognises a file that another process holds open for itself.</summary>
static class HeldFile
{
    /// <summary>A sharing or lock violation on Windows; "would block" on Linux and on macOS. Everything else will not mend itself by waiting.</summary>
    public static bool Is(IOException problem) => (problem.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
