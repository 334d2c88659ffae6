using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The gradient of <see cref="ChannelNormForward"/>: a pass for Σ dy and Σ dy · (x − mean) of each plane, which are also the gradients of bias and weight, and one for
/// dx = (g − mean(g) − x̂ · mean(g · x̂))/√(variance + ε) with g = dy · weight; without the means where the statistics were not of x itself.
/// </summary>
internal readonly unsafe struct ChannelNormBackward(
    void* dy, void* x, void* dx, double* sums, double* mean, double* variance, bool measured, void* weight, void* bias, double eps, bool relu, ChannelLayout layout)
    : IPlaneJob
{
    /// <summary>Writes dx unless it is null, and into sums, for each piece (over the batch) or plane, what bias and weight get from it.</summary>
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        for (int piece = first; piece < end; piece++)
        {
            var line = NormLine<T>.Of(mean[piece], variance[piece], eps);
            double shares = 0, products = 0;
            nint start = layout.Start(piece), stride = layout.Stride;
            for (int plane = 0; plane < (layout.IsOverBatch ? 1 : layout.Planes); plane++)
            {
                double factor = Weigh(ref line, layout.Channel(piece, plane));
                nint at = start + (plane * stride);
                NormKernels.Sums<S, V, T>((T*)dy + at, (T*)x + at, layout.Inner, layout.IsOverBatch ? layout.Batch : 1, stride, line, relu, out double sum, out double product);
                product -= line.Rest * sum;
                double* into = sums + (2 * ((nint)piece * (layout.IsOverBatch ? 1 : layout.Planes) + plane));
                into[0] = sum;
                into[1] = product * line.Inverse;
                shares += factor * sum;
                products += factor * product;
            }

            if (dx == null) continue;
            double n = (double)layout.Planes * layout.Inner, slope = measured ? -line.Inverse * line.Inverse * line.Inverse * products / n : 0;
            double rest = measured ? (-line.Inverse * shares / n) - (slope * line.Rest) : 0;
            for (int plane = 0; plane < layout.Planes; plane++, start += stride)
            {
                Weigh(ref line, layout.Channel(piece, plane));
                NormKernels.Gradient<S, V, T>((T*)dy + start, (T*)x + start, (T*)dx + start, layout.Inner, line, relu, T.CreateTruncating(slope), T.CreateTruncating(rest));
            }
        }
    }

    double Weigh<T>(ref NormLine<T> line, int channel)
        where T : unmanaged, INumber<T>
    {
        double factor = weight == null ? 1 : double.CreateTruncating(((T*)weight)[channel]);
        line.Weigh(factor, bias == null ? 0 : double.CreateTruncating(((T*)bias)[channel]));
        return factor;
    }
}
