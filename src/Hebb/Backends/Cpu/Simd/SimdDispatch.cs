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
        else if (bits == 512) job.Run<Simd512<T>, Vector512<T>, T>();
        else if (bits == 128) job.Run<Simd128<T>, Vector128<T>, T>();
        else job.Run<SimdScalar<T>, T, T>();
    }
}
