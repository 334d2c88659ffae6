using System.Buffers;
using System.Numerics.Tensors;

namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Blurs planes with e^(−x²/2σ²), rows and columns one after the other; outside, a plane continues as its mirror image.</summary>
static class GaussianKernel
{
    /// <summary>The weights, which add up to 1.</summary>
    public static float[] Weights(int length, double sigma)
    {
        var exact = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            double x = (i - ((length - 1) / 2.0)) / sigma;
            sum += exact[i] = Math.Exp(-0.5 * x * x);
        }

        return Array.ConvertAll(exact, w => (float)(w / sum));
    }

    /// <summary>Blurs a plane; both sides must be longer than half the kernel.</summary>
    public static void Blur(ReadOnlySpan<float> from, Span<float> to, int height, int width, ReadOnlySpan<float> weightsX, ReadOnlySpan<float> weightsY)
    {
        int reach = weightsX.Length / 2, high = weightsY.Length / 2, wide = width + (2 * reach);
        float[] rented = ArrayPool<float>.Shared.Rent(wide);
        Span<float> row = rented.AsSpan(0, wide), middle = row.Slice(reach, width);
        for (int y = 0; y < height; y++)
        {
            middle.Clear();
            for (int k = 0; k < weightsY.Length; k++)
            {
                int source = Mirror(y + k - high, height);
                TensorPrimitives.MultiplyAdd(from.Slice(source * width, width), weightsY[k], middle, middle);
            }

            for (int i = 1; i <= reach; i++)
            {
                row[reach - i] = middle[Mirror(-i, width)];
                row[reach + width - 1 + i] = middle[Mirror(width - 1 + i, width)];
            }

            Span<float> target = to.Slice(y * width, width);
            TensorPrimitives.Multiply(row[..width], weightsX[0], target);
            for (int k = 1; k < weightsX.Length; k++) TensorPrimitives.MultiplyAdd(row.Slice(k, width), weightsX[k], target, target);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    static int Mirror(int place, int length)
    {
        if (place < 0) place = -place;
        return place < length ? place : (2 * (length - 1)) - place;
    }
}
