using System.Numerics;

namespace Hebb;

/// <content>Pooling.</content>
internal static partial class Reference
{
    /// <summary>y[n, c, i, j] = the largest x in the window of (i, j); padding never wins, NaN always does.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="shape">N, C, H and W.</param>
    /// <param name="kernel">Rows and columns of the window.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="padding">Rows (top and bottom) and columns (left and right) around the image, at most half the window.</param>
    /// <param name="dilation">Rows and columns from one element of the window to the next.</param>
    /// <returns>[N, C, output rows, output columns], and for each the index h·W + w of the first largest element in its image plane.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a window lies in the padding entirely.</exception>
    public static (T[] Values, int[] Indices) MaxPool2d<T>(
        ReadOnlySpan<T> x, (int N, int C, int H, int W) shape, (int H, int W) kernel, (int H, int W) stride, (int H, int W) padding, (int H, int W) dilation)
        where T : INumber<T>
    {
        CheckPooling(kernel, padding);
        Check(nameof(x), x.Length, shape.N * shape.C * shape.H * shape.W);
        int outH = OutputLength(shape.H, padding.H, padding.H, kernel.H, stride.H, dilation.H);
        int outW = OutputLength(shape.W, padding.W, padding.W, kernel.W, stride.W, dilation.W);
        T[] y = new T[shape.N * shape.C * outH * outW];
        int[] indices = new int[y.Length];
        for (int plane = 0; plane < shape.N * shape.C; plane++)
        {
            ReadOnlySpan<T> image = x.Slice(plane * shape.H * shape.W, shape.H * shape.W);
            for (int i = 0; i < outH; i++)
            {
                for (int j = 0; j < outW; j++)
                {
                    int best = -1;
                    for (int r = 0; r < kernel.H; r++)
                    {
                        for (int s = 0; s < kernel.W; s++)
                        {
                            int h = (i * stride.H) + (r * dilation.H) - padding.H, w = (j * stride.W) + (s * dilation.W) - padding.W;
                            if (h < 0 || h >= shape.H || w < 0 || w >= shape.W)
                                continue;
                            int at = (h * shape.W) + w;
                            if (best < 0 || image[at] > image[best] || (T.IsNaN(image[at]) && !T.IsNaN(image[best])))
                                best = at;
                        }
                    }

                    if (best < 0)
                        throw new ArgumentException($"The window at output ({i}, {j}) lies in the padding entirely; take a smaller padding or dilation.");
                    int to = (((plane * outH) + i) * outW) + j;
                    y[to] = image[best];
                    indices[to] = best;
                }
            }
        }

        return (y, indices);
    }

    /// <summary>y[n, c, i, j] = the sum of x in the window of (i, j), divided by the number of its elements.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="shape">N, C, H and W.</param>
    /// <param name="kernel">Rows and columns of the window.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="padding">Rows (top and bottom) and columns (left and right) of zeros around the image, at most half the window.</param>
    /// <param name="countPadding">Whether the padding counts among the elements that the sum is divided by.</param>
    /// <returns>[N, C, output rows, output columns].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static T[] AvgPool2d<T>(
        ReadOnlySpan<T> x, (int N, int C, int H, int W) shape, (int H, int W) kernel, (int H, int W) stride, (int H, int W) padding, bool countPadding)
        where T : INumber<T>
    {
        CheckPooling(kernel, padding);
        Check(nameof(x), x.Length, shape.N * shape.C * shape.H * shape.W);
        int outH = OutputLength(shape.H, padding.H, padding.H, kernel.H, stride.H, 1);
        int outW = OutputLength(shape.W, padding.W, padding.W, kernel.W, stride.W, 1);
        T[] y = new T[shape.N * shape.C * outH * outW];
        for (int plane = 0; plane < shape.N * shape.C; plane++)
        {
            for (int i = 0; i < outH; i++)
            {
                for (int j = 0; j < outW; j++)
                {
                    T sum = T.Zero;
                    int inside = 0;
                    for (int r = 0; r < kernel.H; r++)
                    {
                        for (int s = 0; s < kernel.W; s++)
                        {
                            int h = (i * stride.H) + r - padding.H, w = (j * stride.W) + s - padding.W;
                            if (h < 0 || h >= shape.H || w < 0 || w >= shape.W)
                                continue;
                            sum += x[(((plane * shape.H) + h) * shape.W) + w];
                            inside++;
                        }
                    }

                    y[(((plane * outH) + i) * outW) + j] = sum / T.CreateChecked(countPadding ? kernel.H * kernel.W : inside);
                }
            }
        }

        return y;
    }

    static void CheckPooling((int H, int W) kernel, (int H, int W) padding)
    {
        if (padding.H < 0 || padding.W < 0 || 2 * padding.H > kernel.H || 2 * padding.W > kernel.W)
        {
            throw new ArgumentException(
                $"The padding of a pooling may be at most half its window, so that no window lies in the padding entirely, but padding {padding} came with a window of {kernel}.");
        }
    }
}
