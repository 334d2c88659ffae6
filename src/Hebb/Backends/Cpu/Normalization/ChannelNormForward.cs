using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// y = (x − mean)/√(variance + ε) · weight + bias over the pieces of a <see cref="ChannelLayout"/>: one pass for the statistics, a second, while the piece is
/// still in the cache, for the rest. The mean is split into a T and what that leaves, so that a mean far above the spread costs no digits.
/// </summary>
internal readonly unsafe struct ChannelNormForward(
    void* x, void* y, double* mean, double* variance, bool measure, void* weight, void* bias, double eps, bool relu, ChannelLayout layout) : IPlaneJob
{
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        for (int piece = first; piece < end; piece++)
        {
            nint start = layout.Start(piece), stride = layout.Stride;
            if (measure)
            {
                Moments found = layout.IsOverBatch
                    ? Moments.Of<S, V, T>((T*)x + start, layout.Inner, layout.Batch, stride)
                    : Moments.Of<S, V, T>((T*)x + start, stride * layout.Planes, 1, 0);
                mean[piece] = found.Mean;
                variance[piece] = found.Variance;
            }

            var line = NormLine<T>.Of(mean[piece], variance[piece], eps);
            for (int plane = 0; plane < layout.Planes; plane++, start += stride)
            {
                int channel = layout.Channel(piece, plane);
                line.Weigh(weight == null ? 1 : double.CreateTruncating(((T*)weight)[channel]), bias == null ? 0 : double.CreateTruncating(((T*)bias)[channel]));
                NormKernels.Apply<S, V, T>((T*)x + start, (T*)y + start, layout.Inner, line.Center, line.Scale, line.Shift, relu);
            }
        }
    }
}

/// <summary>One normalisation as y = (x − center) · scale + shift, with numbers of the elements' type.</summary>
internal struct NormLine<T>
    where T : unmanaged, INumber<T>
{
    internal T Center, Scale, Shift;

    /// <summary>What the center leaves of the mean.</summary>
    internal double Rest;

    /// <summary>1/√(variance + ε).</summary>
    internal double Inverse;

    internal static NormLine<T> Of(double mean, double variance, double eps)
    {
        T center = T.CreateTruncating(mean);
        return new NormLine<T> { Center = center, Rest = mean - double.CreateTruncating(center), Inverse = 1 / Math.Sqrt(variance + eps) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Weigh(double weight, double bias)
    {
        Scale = T.CreateTruncating(weight * Inverse);
        Shift = T.CreateTruncating(bias - (Rest * weight * Inverse));
    }
}
