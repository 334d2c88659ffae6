using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Images in other sizes.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Resample(TensorData x, int rows, int columns, Sampling sampling)
    {
        x = Dense(x);
        TensorData y = Planes(x, rows, columns);
        if (x.DType == DType.Float32) Resample<float>(x, y, sampling, back: false);
        else Resample<double>(x, y, sampling, back: false);
        return y;
    }

    internal override TensorData ResampleGradient(TensorData dy, int height, int width, Sampling sampling)
    {
        dy = Dense(dy);
        TensorData dx = Planes(dy, height, width);
        if (dy.DType == DType.Float32) Resample<float>(dx, dy, sampling, back: true);
        else Resample<double>(dx, dy, sampling, back: true);
        return dx;
    }

    static void Resample<T>(TensorData image, TensorData resized, Sampling sampling, bool back)
        where T : unmanaged, INumber<T>
    {
        int height = image.Shape.Axes[^2], width = image.Shape.Axes[^1], rows = resized.Shape.Axes[^2], columns = resized.Shape.Axes[^1];
        var vertical = new ResampleAxis(height, rows, sampling.Mode, sampling.AlignCorners, sampling.StepY);
        var horizontal = new ResampleAxis(width, columns, sampling.Mode, sampling.AlignCorners, sampling.StepX);
        using var xs = image.Open<T>();
        using var ys = resized.Open<T>();
        fixed (T* px = xs, py = ys)
        fixed (int* tops = vertical.Indices, lefts = horizontal.Indices)
        fixed (double* topWeights = vertical.Weights, leftWeights = horizontal.Weights)
        {
            var job = new ResampleKernels(
                px, py,
                new ResampleTaps { Length = height, Count = rows, Taps = vertical.Taps, Indices = tops, Weights = topWeights },
                new ResampleTaps { Length = width, Count = columns, Taps = horizontal.Taps, Indices = lefts, Weights = leftWeights }, back);
            PlaneParts.Run<ResampleKernels, T>(job, PlaneCount(image.Shape), (nint)resized.Count * vertical.Taps);
        }
    }
}
