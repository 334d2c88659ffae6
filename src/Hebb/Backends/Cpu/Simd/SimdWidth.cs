using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

// The vector width of all kernels, chosen once when the first of them runs: the widest that the processor has.
// The environment variable HEBB_SIMD = 512, 256, 128 or scalar lowers it, to compare widths or to step around a faulty processor;
// it never raises it above what the hardware does itself.
internal static class SimdWidth
{
    internal const string Variable = "HEBB_SIMD";

    // 512, 256, 128, or 0 for scalar code. Static readonly, so that optimised code sees a constant and drops the other widths.
    // A wrong setting is told by EngineSettings, before any kernel runs.
    public static readonly int Bits = EngineSettings.Problem is null ? Choose(Environment.GetEnvironmentVariable(Variable), Widest()) : Widest();

    static int Widest()
    {
        if (Vector512.IsHardwareAccelerated)
            return 512;
        if (Vector256.IsHardwareAccelerated)
            return 256;
        return Vector128.IsHardwareAccelerated ? 128 : 0;
    }

    internal static int Choose(string? setting, int widest) => Math.Min(Parse(setting), widest);

    internal static int Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return int.MaxValue;
        return setting.Trim().ToUpperInvariant() switch
        {
            "512" => 512,
            "256" => 256,
            "128" => 128,
            "SCALAR" => 0,
            _ => throw new SettingException(
                $"The environment variable {Variable} must be 512, 256, 128 or scalar, but it is '{setting}'.", "Unset it to use the widest vectors of this processor."),
        };
    }
}
