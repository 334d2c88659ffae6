namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Images in another size. New row i lies at old row i · h/h' (nearest), (i + ½) · h/h' − ½ (bilinear, bicubic), or, with aligned corners, i · (h − 1)/(h' − 1);
        /// columns likewise. A given scale takes the place of h'/h, as in PyTorch.
        /// </summary>
        /// <param name="size">Rows and columns of the result; or</param>
        /// <param name="scaleFactor">what to multiply rows and columns by, rounded down.</param>
        /// <param name="mode">How values between pixels are made.</param>
        /// <param name="alignCorners">Whether the centres of the corner pixels meet, instead of their outer edges. Not for nearest.</param>
        /// <returns>Shape [n, c, rows, columns]; without n if x has none.</returns>
        /// <exception cref="ArgumentException">Not exactly one of size and scale is given, or nearest is to align corners.</exception>
        /// <exception cref="ShapeException">x is no image, or the result would be empty.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor Interpolate(
            (int Rows, int Columns)? size = null, (double Rows, double Columns)? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false)
        {
            CheckPlanes("Interpolate", x);
            if (size is null == scaleFactor is null) throw new ArgumentException("Interpolate takes either a size or a scaleFactor.", nameof(size));
            if (alignCorners && mode == InterpolationMode.Nearest) throw new ArgumentException("Nearest pixels have no corners to align; alignCorners is for bilinear and bicubic.", nameof(alignCorners));
            int height = x.Shape.Axes[^2], width = x.Shape.Axes[^1];
            (int rows, int columns) = size ?? ((int)Math.Floor(height * scaleFactor!.Value.Rows), (int)Math.Floor(width * scaleFactor.Value.Columns));
            if (rows < 1 || columns < 1 || height == 0 || width == 0)
                throw new ShapeException($"Interpolate from {height} × {width} (input {x.Shape}) to {rows} × {columns}: both need at least one row and one column.", "Take a larger size or scaleFactor.");
            var sampling = new Sampling(mode, alignCorners, Step(height, rows, scaleFactor?.Rows, alignCorners), Step(width, columns, scaleFactor?.Columns, alignCorners));
            return Resample(x, rows, columns, sampling);
        }
    }

    static double Step(int length, int count, double? scale, bool alignCorners)
    {
        if (alignCorners) return count > 1 ? (length - 1.0) / (count - 1) : 0;
        return scale is { } factor ? 1 / factor : (double)length / count;
    }

    static Tensor Resample(Tensor x, int rows, int columns, Sampling sampling)
    {
        Tensor y = new(x.Backend.Resample(x.Data, rows, columns, sampling));
        return x.IsTracked ? y.From(new InterpolateGradient(x, sampling)) : y;
    }

    // Linear: the gradient is the adjoint, whose gradient is interpolation again.
    sealed class InterpolateGradient(Tensor x, Sampling sampling) : Node(x)
    {
        public override void Backward(Tensor dy)
        {
            Tensor dx = new(dy.Backend.ResampleGradient(dy.Data, InputShape(0)[-2], InputShape(0)[-1], sampling));
            AddGradient(0, dy.IsTracked ? dx.From(new InterpolateAdjointGradient(dy, sampling)) : dx);
        }
    }

    sealed class InterpolateAdjointGradient(Tensor dy, Sampling sampling) : Node(dy)
    {
        public override void Backward(Tensor dy) => AddGradient(0, Resample(dy, InputShape(0)[-2], InputShape(0)[-1], sampling));
    }
}
