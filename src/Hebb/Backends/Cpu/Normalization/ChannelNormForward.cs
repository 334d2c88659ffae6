using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <summary>
/// y = (x − mean)/√(variance + ε) · weight + bias over the pieces of a <see cref="ChannelLayout"/>: one pass for the statistics, a second, while the piece is
/// still in the cache, for the rest. The mean is split into a T and what that leaves, so that a mean far above the spread costs no digits.
/// </summary>
internal readonly unsafe struct ChannelNormForward(void* x, void* y, NormOperands by, ChannelLayout layout) : IPlaneJob
{
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        for (int piece = first; piece < end; piece++)
        {
            nint start = layout.Start(piece), stride = layout.Stride;
            if (by.Measures)
            {
                Moments found = layout.IsOverBatch
                    ? Moments.Of<S, V, T>((T*)x + start, layout.Inner, layout.Batch, stride)
                    : Moments.Of<S, V, T>((T*)x + start, stride * layout.Planes, 1, 0);
                by.Mean[piece] = found.Mean;
                by.Variance[piece] = found.Variance;
            }

            NormLine<T> line = by.Line<T>(piece);
            for (int plane = 0; plane < layout.Planes; plane++, start += stride)
            {
                by.Weigh(ref line, layout.Channel(piece, plane));
                NormKernels.Apply<S, V, T>((T*)x + start, (T*)y + start, layout.Inner, line);
            }
        }
    }
}
