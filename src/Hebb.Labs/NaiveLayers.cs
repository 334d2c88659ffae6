namespace Hebb.Labs;

/// <summary>The nested loops of <see cref="Reference"/> as differentiable functions in Float64: the slow side of the comparison, with its own backward passes.</summary>
static class NaiveLayers
{
    /// <summary>Convolution with the same stride and padding along both axes.</summary>
    public static Tensor Conv2d(Tensor x, Tensor w, Tensor b, int stride, int padding)
    {
        (int N, int C, int H, int W) images = Axes(x), kernels = Axes(w);
        (int, int) step = (stride, stride);
        (int, int, int, int) border = (padding, padding, padding, padding);
        return Autograd.Function(
            "naive conv2d",
            [x, w, b],
            inputs =>
            {
                double[] y = Reference.Conv2d<double>(inputs[0].ToArray<double>(), images, inputs[1].ToArray<double>(), kernels, inputs[2].ToArray<double>(), step, border, (1, 1), 1);
                int rows = Reference.OutputLength(images.H, padding, padding, kernels.H, stride, 1), columns = Reference.OutputLength(images.W, padding, padding, kernels.W, stride, 1);
                return Tensor.From(y, [images.N, kernels.N, rows, columns]);
            },
            slope =>
            {
                double[] dy = slope.ToArray<double>();
                return
                [
                    Tensor.From(Reference.Conv2dInputGradient<double>(dy, images, w.ToArray<double>(), kernels, step, border, (1, 1), 1), x.Shape),
                    Tensor.From(Reference.Conv2dWeightGradient<double>(x.ToArray<double>(), images, dy, kernels, step, border, (1, 1), 1), w.Shape),
                    Tensor.From(Reference.Conv2dBiasGradient<double>(dy, images.N, kernels.N), b.Shape),
                ];
            });
    }

    /// <summary>The largest of every 2×2 window.</summary>
    public static Tensor MaxPool2d(Tensor x)
    {
        (int N, int C, int H, int W) images = Axes(x);
        int[] winners = [];
        return Autograd.Function(
            "naive maxpool2d",
            [x],
            inputs =>
            {
                (double[] y, winners) = Reference.MaxPool2d<double>(inputs[0].ToArray<double>(), images, (2, 2), (2, 2), (0, 0), (1, 1));
                return Tensor.From(y, [images.N, images.C, images.H / 2, images.W / 2]);
            },
            slope => [Tensor.From(MaxPoolGradient<double>(slope.ToArray<double>(), winners, images.N * images.C, images.H * images.W), x.Shape)]);
    }

    /// <summary>Each window's slope goes to the element that won it.</summary>
    public static T[] MaxPoolGradient<T>(ReadOnlySpan<T> dy, ReadOnlySpan<int> winners, int planes, int area)
        where T : System.Numerics.INumber<T>
    {
        var dx = new T[planes * area];
        int windows = dy.Length / planes;
        for (int i = 0; i < dy.Length; i++) dx[(i / windows * area) + winners[i]] += dy[i];
        return dx;
    }

    /// <summary>The four lengths of a shape.</summary>
    public static (int N, int C, int H, int W) Axes(Tensor x) => (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
}
