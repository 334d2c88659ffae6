using System.Globalization;

namespace Hebb.Backends.Cpu;

// The sizes of the caches, read once. Linux tells them; elsewhere a modest machine is assumed.
internal static class CacheSizes
{
    public static readonly int Level1 = Size(1, 32 << 10);
    public static readonly int Level2 = Size(2, 512 << 10);
    public static readonly int Level3 = Size(3, 4 << 20);

    static int Size(int level, int otherwise)
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        try
        {
            for (int index = 0; OperatingSystem.IsLinux() && index < 8; index++)
            {
                string cache = $"{Folder}/index{index}";
                if (!File.Exists($"{cache}/size"))
                    break;
                if (File.ReadAllText($"{cache}/level").Trim() == level.ToString(CultureInfo.InvariantCulture)
                    && File.ReadAllText($"{cache}/type").Trim() != "Instruction")
                {
                    return Parse(File.ReadAllText($"{cache}/size"), otherwise);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A sandbox may hide /sys; the assumed sizes only cost speed.
        }

        return otherwise;
    }

    // "32K", "1M" or plain bytes.
    internal static int Parse(string size, int otherwise)
    {
        ReadOnlySpan<char> digits = size.AsSpan().Trim();
        int shift = 0;
        if (digits.EndsWith("K", StringComparison.Ordinal))
            shift = 10;
        else if (digits.EndsWith("M", StringComparison.Ordinal))
            shift = 20;
        if (shift != 0)
            digits = digits[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and < (1 << 30)
            ? (int)Math.Clamp(number << shift, 1 << 12, 1 << 30)
            : otherwise;
    }
}
