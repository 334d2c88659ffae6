using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Sliding windows as columns, and back.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Unfold(TensorData x, Window window)
    {
        x = Dense(x);
        ReadOnlySpan<int> n = x.Shape.Axes;
        int area = Shape.Checked((long)window.KernelHeight * window.KernelWidth, "The number of elements of a window");
        int rows = Shape.Checked((long)n[1] * area, "The rows of the unfolded image"), windows = Shape.Checked((long)window.Rows(n[2]) * window.Columns(n[3]), "The number of windows");
        TensorData y = TensorData.Allocate([n[0], rows, windows], x.DType, Instance);
        if (x.DType == DType.Float32) Slide<float>(x, y, n[2], n[3], window, fold: false);
        else Slide<double>(x, y, n[2], n[3], window, fold: false);
        return y;
    }

    internal override TensorData Fold(TensorData columns, int height, int width, Window window)
    {
        columns = Dense(columns);
        int channels = (int)(columns.Shape.Axes[1] / ((long)window.KernelHeight * window.KernelWidth));
        TensorData image = TensorData.Allocate([columns.Shape.Axes[0], channels, height, width], columns.DType, Instance);
        Fill(image, 0);
        if (columns.DType == DType.Float32) Slide<float>(image, columns, height, width, window, fold: true);
        else Slide<double>(image, columns, height, width, window, fold: true);
        return image;
    }

    // One walk for both ways: image to columns, or columns added into the image.
    static void Slide<T>(TensorData image, TensorData columns, int height, int width, Window w, bool fold)
        where T : unmanaged, INumber<T>
    {
        int planes = image.Shape.Axes[0] * image.Shape.Axes[1], rows = w.Rows(height), across = w.Columns(width);
        using var xs = image.Open<T>();
        using var cs = columns.Open<T>();
        fixed (T* px = xs, pc = cs)
        {
            T* column = pc;
            for (int plane = 0; plane < planes; plane++)
            {
                T* at = px + ((nint)plane * height * width);
                for (int ky = 0; ky < w.KernelHeight; ky++)
                {
                    for (int kx = 0; kx < w.KernelWidth; kx++)
                    {
                        for (int row = 0; row < rows; row++)
                        {
                            int y = (row * w.StrideHeight) - w.PaddingHeight + (ky * w.DilationHeight);
                            int x = (kx * w.DilationWidth) - w.PaddingWidth;
                            for (int i = 0; i < across; i++, x += w.StrideWidth, column++)
                            {
                                bool inside = (uint)y < (uint)height && (uint)x < (uint)width;
                                if (!fold) *column = inside ? at[(y * width) + x] : T.Zero;
                                else if (inside) at[(y * width) + x] += *column;
                            }
                        }
                    }
                }
            }
        }
    }
}
