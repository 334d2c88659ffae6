using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <summary>A kernel over numbered, independent pieces: the planes of an image, the channels of a batch, rows.</summary>
internal interface IPlaneJob
{
    void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
}

/// <summary>
/// Divides such a kernel over the threads. A piece is computed by one thread from beginning to end, so the bits do not depend on how many there are.
/// </summary>
internal static class PlaneParts
{
    // Elements below which a second thread costs more than it brings.
    const int MinWork = 1 << 16;

    internal static void Run<TJob, T>(TJob job, int pieces, nint work)
        where TJob : struct, IPlaneJob
        where T : unmanaged, INumber<T> => Run<TJob, T>(job, pieces, work, SimdWidth.Bits);

    /// <summary>The same at a chosen width.</summary>
    internal static void Run<TJob, T>(TJob job, int pieces, nint work, int bits)
        where TJob : struct, IPlaneJob
        where T : unmanaged, INumber<T>
    {
        int parts = work < MinWork ? 1 : Math.Min(pieces, Hebb.Threads.Count);
        if (parts <= 1)
        {
            SimdDispatch.Run<Range<TJob>, T>(new Range<TJob>(job, 0, pieces), bits);
            return;
        }

        var shared = new Parts<TJob, T>(job, pieces, parts, bits);
        WorkerPool.Run(ref shared, parts);
    }

    readonly struct Parts<TJob, T>(TJob job, int pieces, int parts, int bits) : IJob
        where TJob : struct, IPlaneJob
        where T : unmanaged, INumber<T>
    {
        public void Run(int part) => SimdDispatch.Run<Range<TJob>, T>(
            new Range<TJob>(job, (int)((long)pieces * part / parts), (int)((long)pieces * (part + 1) / parts)), bits);
    }

    readonly struct Range<TJob>(TJob job, int first, int end) : ISimdJob
        where TJob : struct, IPlaneJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => job.Run<S, V, T>(first, end);
    }
}
