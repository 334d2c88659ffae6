using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

/// <summary>A kernel's call with its arguments, waiting for the registers that it shall run on.</summary>
internal interface ISimdJob
{
    void Run<S, V, T>()
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
}

/// <summary>Runs a job on the registers of <see cref="SimdWidth.Bits"/> for its element type; the one place that knows them all.</summary>
internal static class SimdDispatch
{
    /// <exception cref="NotSupportedException">T is none of float, double, int, long and byte.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TJob, T>(TJob job)
        where TJob : struct, ISimdJob
        where T : unmanaged, INumber<T> => Run<TJob, T>(job, SimdWidth.Bits);

    /// <summary>The same at a chosen width: 512, 256, 128 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TJob, T>(TJob job, int bits)
        where TJob : struct, ISimdJob
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(int) && typeof(T) != typeof(long) && typeof(T) != typeof(byte))
            throw new NotSupportedException($"No kernel computes with elements of type {typeof(T).Name}; convert the tensor to Float32 first.");
        if (bits == 256) job.Run<Simd256<T>, Vector256<T>, T>();
        else if (bits == 512 && SimdWidth.Knows512) job.Run<Simd512<T>, Vector512<T>, T>();
        else if (bits == 128) job.Run<Simd128<T>, Vector128<T>, T>();
        else job.Run<SimdScalar<T>, T, T>();
    }
}

// The vector width of all kernels, chosen once when the first of them runs: the widest that the processor has.
// The environment variable HEBB_SIMD = 512, 256, 128 or scalar lowers it, to compare widths or to step around a faulty processor;
// it never raises it above what the hardware does itself.
internal static class SimdWidth
{
    internal const string Variable = "HEBB_SIMD";

    // 512, 256, 128, or 0 for scalar code. Static readonly, so that optimised code sees a constant and drops the other widths.
    // A wrong setting is told by EngineSettings, before any kernel runs.
    public static readonly int Bits = EngineSettings.Problem is null ? Choose(Environment.GetEnvironmentVariable(Variable), Widest()) : Widest();

    // A program compiled ahead of time knows the instructions that it was compiled for and no others (docs/packages.md): the kernels of 512 bits are left out of one
    // for AVX2. Where code is compiled at run time all widths are there, slow ones too, for the tests.
    internal static bool Knows512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || RuntimeFeature.IsDynamicCodeSupported;
    }

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
