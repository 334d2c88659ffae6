using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The gradient of <see cref="ChannelNormForward"/>: a pass for Σ dy and Σ dy · (x − mean) of each plane, which are also the gradients of bias and weight, and one for
/// dx = (g − mean(g) − x̂ · mean(g · x̂))/√(variance + ε) with g = dy · weight; without the means where the statistics were not of x itself.
/// </summary>
internal readonly unsafe struct ChannelNormBackward(void* dy, void* x, void* dx, double* sums, NormOperands by, ChannelLayout layout) : IPlaneJob
{
    /// <summary>Writes dx unless it is null, and into sums, for each piece (over the batch) or plane, what bias and weight get from it.</summary>
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        for (int piece = first; piece < end; piece++)
        {
            NormLine<T> line = by.Line<T>(piece);
            double shares = 0, products = 0;
            nint start = layout.Start(piece), stride = layout.Stride;
            for (int plane = 0; plane < (layout.IsOverBatch ? 1 : layout.Planes); plane++)
            {
                double factor = by.Weigh(ref line, layout.Channel(piece, plane));
                nint at = start + (plane * stride);
                (double sum, double product) = NormKernels.Sums<S, V, T>((T*)dy + at, (T*)x + at, layout.Inner, layout.IsOverBatch ? layout.Batch : 1, stride, line);
                product -= line.Rest * sum;
                double* into = sums + (2 * ((nint)piece * (layout.IsOverBatch ? 1 : layout.Planes) + plane));
                into[0] = sum;
                into[1] = product * line.Inverse;
                shares += factor * sum;
                products += factor * product;
            }

            if (dx == null) continue;
            double n = (double)layout.Planes * layout.Inner, slope = by.Measures ? -line.Inverse * line.Inverse * line.Inverse * products / n : 0;
            line.Slope = T.CreateTruncating(slope);
            line.Constant = T.CreateTruncating(by.Measures ? (-line.Inverse * shares / n) - (slope * line.Rest) : 0);
            for (int plane = 0; plane < layout.Planes; plane++, start += stride)
            {
                by.Weigh(ref line, layout.Channel(piece, plane));
                NormKernels.Gradient<S, V, T>((T*)dy + start, (T*)x + start, (T*)dx + start, layout.Inner, line);
            }
        }
    }
}
