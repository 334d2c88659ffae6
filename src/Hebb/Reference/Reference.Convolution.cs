using System.Numerics;

namespace Hebb;

/// <summary>
/// The plainest possible code for convolution and pooling: nested loops that follow the formulas. Slow on purpose: the labs show it beside the
/// fast kernels, and the tests compare with it. Sums are taken in <c>T</c>, in the order of the loops.
/// </summary>
/// <remarks>
/// Images are dense arrays [N, C, H, W], kernels [K, C / groups, R, S]. Padding is (Top, Left, Bottom, Right) zeros; the size of the result is
/// ⌊(H + Top + Bottom − dilation·(R − 1) − 1) / stride⌋ + 1 rows, and likewise for columns.
/// </remarks>
internal static partial class Reference
{
    /// <summary>The rows (or columns) of a convolution's or pooling's result.</summary>
    /// <exception cref="ArgumentException">The kernel reaches over more than the padded image.</exception>
    public static int OutputLength(int length, int padBefore, int padAfter, int kernel, int stride, int dilation)
    {
        int free = length + padBefore + padAfter - (dilation * (kernel - 1)) - 1;
        if (free < 0)
        {
            throw new ArgumentException(
                $"A kernel of {kernel} with dilation {dilation} reaches over {(dilation * (kernel - 1)) + 1} elements, but the padded image has only "
                + $"{length + padBefore + padAfter}; enlarge the padding or take a smaller kernel.");
        }

        return (free / stride) + 1;
    }

    /// <summary>y[n, k, i, j] = bias[k] + Σ over c, r, s of x[n, c, i·stride + r·dilation − top, j·stride + s·dilation − left] · w[k, c, r, s].</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="xShape">N, C, H and W.</param>
    /// <param name="w">[K, C / groups, R, S].</param>
    /// <param name="wShape">K, C / groups, R and S.</param>
    /// <param name="bias">K numbers, or empty.</param>
    /// <param name="stride">Rows and columns from one position to the next.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Rows and columns from one kernel element to the next.</param>
    /// <param name="groups">Output channel k sees the inputs of group ⌊k · groups / K⌋ only.</param>
    /// <returns>[N, K, output rows, output columns].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static T[] Conv2d<T>(
        ReadOnlySpan<T> x, (int N, int C, int H, int W) xShape, ReadOnlySpan<T> w, (int K, int C, int R, int S) wShape, ReadOnlySpan<T> bias,
        (int H, int W) stride, (int Top, int Left, int Bottom, int Right) padding, (int H, int W) dilation, int groups)
        where T : INumber<T>
    {
        Sizes z = new(xShape, wShape, stride, padding, dilation, groups);
        Check(nameof(x), x.Length, z.N * z.C * z.H * z.W);
        Check(nameof(w), w.Length, z.K * z.GroupInputs * z.R * z.S);
        T[] y = new T[z.N * z.K * z.OutH * z.OutW];
        for (int n = 0; n < z.N; n++)
        {
            for (int k = 0; k < z.K; k++)
            {
                for (int i = 0; i < z.OutH; i++)
                {
                    for (int j = 0; j < z.OutW; j++)
                    {
                        T sum = bias.IsEmpty ? T.Zero : bias[k];
                        for (int c = 0; c < z.GroupInputs; c++)
                        {
                            for (int r = 0; r < z.R; r++)
                            {
                                for (int s = 0; s < z.S; s++)
                                {
                                    int at = z.Input(n, k, c, i, j, r, s);
                                    if (at >= 0)
                                        sum += x[at] * w[z.Weight(k, c, r, s)];
                                }
                            }
                        }

                        y[z.Output(n, k, i, j)] = sum;
                    }
                }
            }
        }

        return y;
    }

    /// <summary>∂loss/∂x of <see cref="Conv2d"/> from dy = ∂loss/∂y: every product y += x·w of the forward pass gives dx += dy·w.</summary>
    /// <param name="dy">[N, K, output rows, output columns].</param>
    /// <param name="xShape">N, C, H and W.</param>
    /// <param name="w">[K, C / groups, R, S].</param>
    /// <param name="wShape">K, C / groups, R and S.</param>
    /// <param name="stride">Rows and columns from one position to the next.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Rows and columns from one kernel element to the next.</param>
    /// <param name="groups">Output channel k sees the inputs of group ⌊k · groups / K⌋ only.</param>
    /// <returns>[N, C, H, W].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static T[] Conv2dInputGradient<T>(
        ReadOnlySpan<T> dy, (int N, int C, int H, int W) xShape, ReadOnlySpan<T> w, (int K, int C, int R, int S) wShape,
        (int H, int W) stride, (int Top, int Left, int Bottom, int Right) padding, (int H, int W) dilation, int groups)
        where T : INumber<T>
    {
        Sizes z = new(xShape, wShape, stride, padding, dilation, groups);
        Check(nameof(dy), dy.Length, z.N * z.K * z.OutH * z.OutW);
        Check(nameof(w), w.Length, z.K * z.GroupInputs * z.R * z.S);
        T[] dx = new T[z.N * z.C * z.H * z.W];
        for (int n = 0; n < z.N; n++)
        {
            for (int k = 0; k < z.K; k++)
            {
                for (int i = 0; i < z.OutH; i++)
                {
                    for (int j = 0; j < z.OutW; j++)
                    {
                        T slope = dy[z.Output(n, k, i, j)];
                        for (int c = 0; c < z.GroupInputs; c++)
                        {
                            for (int r = 0; r < z.R; r++)
                            {
                                for (int s = 0; s < z.S; s++)
                                {
                                    int at = z.Input(n, k, c, i, j, r, s);
                                    if (at >= 0)
                                        dx[at] += slope * w[z.Weight(k, c, r, s)];
                                }
                            }
                        }
                    }
                }
            }
        }

        return dx;
    }

    /// <summary>∂loss/∂w of <see cref="Conv2d"/> from dy = ∂loss/∂y: every product y += x·w of the forward pass gives dw += dy·x.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="xShape">N, C, H and W.</param>
    /// <param name="dy">[N, K, output rows, output columns].</param>
    /// <param name="wShape">K, C / groups, R and S.</param>
    /// <param name="stride">Rows and columns from one position to the next.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Rows and columns from one kernel element to the next.</param>
    /// <param name="groups">Output channel k sees the inputs of group ⌊k · groups / K⌋ only.</param>
    /// <returns>[K, C / groups, R, S].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static T[] Conv2dWeightGradient<T>(
        ReadOnlySpan<T> x, (int N, int C, int H, int W) xShape, ReadOnlySpan<T> dy, (int K, int C, int R, int S) wShape,
        (int H, int W) stride, (int Top, int Left, int Bottom, int Right) padding, (int H, int W) dilation, int groups)
        where T : INumber<T>
    {
        Sizes z = new(xShape, wShape, stride, padding, dilation, groups);
        Check(nameof(x), x.Length, z.N * z.C * z.H * z.W);
        Check(nameof(dy), dy.Length, z.N * z.K * z.OutH * z.OutW);
        T[] dw = new T[z.K * z.GroupInputs * z.R * z.S];
        for (int n = 0; n < z.N; n++)
        {
            for (int k = 0; k < z.K; k++)
            {
                for (int i = 0; i < z.OutH; i++)
                {
                    for (int j = 0; j < z.OutW; j++)
                    {
                        T slope = dy[z.Output(n, k, i, j)];
                        for (int c = 0; c < z.GroupInputs; c++)
                        {
                            for (int r = 0; r < z.R; r++)
                            {
                                for (int s = 0; s < z.S; s++)
                                {
                                    int at = z.Input(n, k, c, i, j, r, s);
                                    if (at >= 0)
                                        dw[z.Weight(k, c, r, s)] += slope * x[at];
                                }
                            }
                        }
                    }
                }
            }
        }

        return dw;
    }

    /// <summary>∂loss/∂bias of <see cref="Conv2d"/>: db[k] = Σ over images and positions of dy[n, k, i, j].</summary>
    /// <param name="dy">[N, K, positions].</param>
    /// <param name="images">N.</param>
    /// <param name="channels">K.</param>
    /// <returns>K numbers.</returns>
    /// <exception cref="ArgumentException">dy is not N · K times a whole number of positions long.</exception>
    public static T[] Conv2dBiasGradient<T>(ReadOnlySpan<T> dy, int images, int channels)
        where T : INumber<T>
    {
        int positions = images * channels == 0 ? 0 : dy.Length / (images * channels);
        Check(nameof(dy), dy.Length, images * channels * positions);
        T[] db = new T[channels];
        for (int n = 0; n < images; n++)
        {
            for (int k = 0; k < channels; k++)
            {
                for (int p = 0; p < positions; p++)
                    db[k] += dy[(((n * channels) + k) * positions) + p];
            }
        }

        return db;
    }

    static void Check(string name, int length, int expected)
    {
        if (length != expected)
            throw new ArgumentException($"The shapes ask for {expected} elements in {name}, but {length} came.", name);
    }

    // All sizes of a convolution and where its elements lie.
    readonly struct Sizes
    {
        public readonly int N, C, H, W, K, R, S, OutH, OutW, GroupInputs, GroupOutputs;
        readonly int top, left;
        readonly (int H, int W) stride, dilation;

        public Sizes(
            (int N, int C, int H, int W) x, (int K, int C, int R, int S) w, (int H, int W) stride,
            (int Top, int Left, int Bottom, int Right) padding, (int H, int W) dilation, int groups)
        {
            if (groups < 1 || x.C % groups != 0 || w.K % groups != 0 || w.C != x.C / groups)
            {
                throw new ArgumentException(
                    $"Images of {x.C} channels in {groups} groups need kernels of {x.C}/{groups} channels and a number of kernels that the groups divide, "
                    + $"but {w.K} kernels of {w.C} channels came.");
            }

            (N, C, H, W) = x;
            (K, GroupInputs, R, S) = w;
            GroupOutputs = K / groups;
            (OutH, OutW) = (OutputLength(H, padding.Top, padding.Bottom, R, stride.H, dilation.H), OutputLength(W, padding.Left, padding.Right, S, stride.W, dilation.W));
            (top, left, this.stride, this.dilation) = (padding.Top, padding.Left, stride, dilation);
        }

        // Where output channel k finds its input channel c at kernel element (r, s) of position (i, j); −1 in the padding.
        public int Input(int n, int k, int c, int i, int j, int r, int s)
        {
            int channel = (k / GroupOutputs * GroupInputs) + c;
            int y = (i * stride.H) + (r * dilation.H) - top;
            int x = (j * stride.W) + (s * dilation.W) - left;
            return y < 0 || y >= H || x < 0 || x >= W ? -1 : (((((n * C) + channel) * H) + y) * W) + x;
        }

        public int Weight(int k, int c, int r, int s) => (((((k * GroupInputs) + c) * R) + r) * S) + s;

        public int Output(int n, int k, int i, int j) => (((((n * K) + k) * OutH) + i) * OutW) + j;
    }
}
