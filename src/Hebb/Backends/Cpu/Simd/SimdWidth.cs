using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

/// <summary>The vector width that the kernels use, chosen once when the program starts.</summary>
internal static class SimdWidth
{
    /// <summary>512, 256, 128, or 0 for scalar code: the widest that the processor accelerates, lowered (never raised) by HEBB_SIMD=512|256|128|scalar.</summary>
    internal static readonly int Bits = Choose(Environment.GetEnvironmentVariable("HEBB_SIMD"));

    static int Choose(string? wish)
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        return wish switch
        {
            "scalar" => 0,
            "128" => Math.Min(widest, 128),
            "256" => Math.Min(widest, 256),
            _ => widest,
        };
    }
}
