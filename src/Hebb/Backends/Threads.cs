using System.Globalization;

namespace Hebb;

/// <summary>How many threads the kernels may use. Safe to read and to set from any thread.</summary>
/// <remarks>
/// The first value is the number of processors that the process may use; the environment variable <c>HEBB_THREADS</c> replaces it.
/// Work is divided statically, so the same seed on the same number of threads gives the same bits.
/// </remarks>
public static class Threads
{
    /// <summary>The largest number of threads that can be asked for.</summary>
    public const int Max = 1024;

    internal const string Variable = "HEBB_THREADS";

    static int count;

    /// <summary>The number of threads that one kernel divides its work over, the calling thread included; 1 makes everything serial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value set is below 1 or above <see cref="Max"/>.</exception>
    /// <exception cref="SettingException">On the first read: HEBB_THREADS is not a whole number from 1 to <see cref="Max"/>.</exception>
    public static int Count
    {
        get
        {
            int known = Volatile.Read(ref count);
            if (known != 0)
                return known;
            Interlocked.CompareExchange(ref count, Parse(Environment.GetEnvironmentVariable(Variable)), 0);
            return Volatile.Read(ref count);
        }
        set
        {
            if (value is < 1 or > Max)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    $"Threads.Count must be from 1 to {Max}, but {value} came. Set 1 for serial work, or Environment.ProcessorCount for every processor.");
            }

            Volatile.Write(ref count, value);
        }
    }

    // Takes what HEBB_THREADS holds; null or blank stands for the number of processors.
    internal static int Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return Math.Clamp(Environment.ProcessorCount, 1, Max);
        if (int.TryParse(setting, NumberStyles.Integer, CultureInfo.InvariantCulture, out int asked) && asked is >= 1 and <= Max)
            return asked;
        throw new SettingException($"The environment variable {Variable} must be a whole number from 1 to {Max}, but it is '{setting}'.", "Unset it to use every processor.");
    }
}
