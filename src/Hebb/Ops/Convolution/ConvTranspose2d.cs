using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Transposed convolution: the gradient of <see cref="Conv2d"/> with respect to its input, used forward. It makes images larger: each input value spreads the kernel,
        /// weighted by it, over the output.
        /// </summary>
        /// <param name="weight">Shape [in, out / groups, kh, kw].</param>
        /// <param name="bias">Shape [out], or null.</param>
        /// <param name="stride">Distance of the spread kernels, (rows, columns).</param>
        /// <param name="padding">Rows and columns cut off on each side.</param>
        /// <param name="outputPadding">Rows and columns added at the bottom and right, less than stride or dilation.</param>
        /// <param name="groups">Number of groups of channels that do not see each other.</param>
        /// <param name="dilation">Distance between kernel elements, (rows, columns).</param>
        /// <returns>Shape [n, out, (h − 1)s − 2p + d(kh − 1) + outputPadding + 1, likewise] for x of shape [n, in, h, w].</returns>
        /// <exception cref="ShapeException">Channels do not match, groups do not divide them, or nothing is left of the output.</exception>
        /// <exception cref="DTypeException">The types differ or are not Float32 or Float64.</exception>
        /// <remarks>Zeiler, Krishnan, Taylor and Fergus: Deconvolutional networks (CVPR 2010).</remarks>
        public Tensor ConvTranspose2d(
            Tensor weight, Tensor? bias = null, (int Rows, int Columns)? stride = null, (int Rows, int Columns)? padding = null, (int Rows, int Columns)? outputPadding = null,
            int groups = 1, (int Rows, int Columns)? dilation = null)
        {
            if (x.Rank != 4 || weight.Rank != 4)
                throw new ShapeException($"ConvTranspose2d takes images [n, in, h, w] and a weight [in, out / groups, kh, kw]; it got {x.Shape} and {weight.Shape}.");
            (int sh, int sw) = stride ?? (1, 1);
            (int ph, int pw) = padding ?? (0, 0);
            (int oh, int ow) = outputPadding ?? (0, 0);
            (int dh, int dw) = dilation ?? (1, 1);
            if (sh < 1 || sw < 1 || dh < 1 || dw < 1 || ph < 0 || pw < 0)
                throw new ShapeException($"ConvTranspose2d needs strides and dilations of at least 1 and no negative padding; they are ({sh}, {sw}), ({dh}, {dw}) and ({ph}, {pw}).");
            if (oh < 0 || ow < 0 || oh >= Math.Max(sh, dh) || ow >= Math.Max(sw, dw))
                throw new ShapeException($"ConvTranspose2d: the output padding ({oh}, {ow}) must be less than the stride ({sh}, {sw}) or the dilation ({dh}, {dw}).");
            if (groups < 1 || x.Shape[1] % groups != 0)
                throw new ShapeException($"ConvTranspose2d with groups = {groups} must divide the {x.Shape[1]} input channels evenly.");
            if (x.Shape[1] != weight.Shape[0])
                throw new ShapeException($"ConvTranspose2d got an input of shape {x.Shape} for a weight of shape {weight.Shape}: axis 1 of the input, its channels, must be {weight.Shape[0]}.");
            // Output padding beyond the stride is what rows of zeros behind the input would give.
            if (oh >= sh || ow >= sw) return x.Pad([0, ow / sw, 0, oh / sh]).ConvTranspose2d(weight, bias, stride, padding, (oh % sh, ow % sw), groups, dilation);
            int channels = Shape.Checked((long)weight.Shape[1] * groups, "The output channels of ConvTranspose2d");
            long height = Spread(x.Shape[2], weight.Shape[2], sh, ph, dh) + oh, width = Spread(x.Shape[3], weight.Shape[3], sw, pw, dw) + ow;
            if (weight.Shape[2] < 1 || weight.Shape[3] < 1 || x.Shape[2] < 1 || x.Shape[3] < 1)
                throw new ShapeException($"ConvTranspose2d needs at least one row and one column of input and kernel; it got {x.Shape} and a weight of shape {weight.Shape}.");
            if (height < 1 || width < 1) throw new ShapeException($"ConvTranspose2d: a padding of ({ph}, {pw}) leaves nothing of the output ({height}×{width}) for an input of shape {x.Shape}.", "Take less padding or a larger kernel.");
            (int rows, int columns) = (Shape.Checked(height, "The height of ConvTranspose2d's result"), Shape.Checked(width, "The width of ConvTranspose2d's result"));
            Shape result = [x.Shape[0], channels, rows, columns];
            var given = new ConvGeometry(sh, sw, ph, pw, ph, pw, dh, dw, groups);
            SlidingAxis vertical = given.Vertical(rows, weight.Shape[2]), horizontal = given.Horizontal(columns, weight.Shape[3]);
            vertical.CheckLength("ConvTranspose2d", x.Shape);
            horizontal.CheckLength("ConvTranspose2d", x.Shape);
            ConvGeometry geometry = given.On(vertical, horizontal);
            if (x.DType != weight.DType || x.DType is not (DType.Float32 or DType.Float64))
                throw new DTypeException($"ConvTranspose2d computes in Float32 or Float64, the same everywhere; the input is {x.DType}, the weight {weight.DType}.", $"Convert the input: x.To(DType.{weight.DType}).");
            Tensor y = ConvInput(x, weight, result, geometry);
            MultiplyAdds.Add(x.Count, weight.Count / Math.Max(1, weight.Shape[0]));
            if (bias is null) return y;
            if (bias.Rank != 1 || bias.Shape[0] != channels) throw new ShapeException($"The bias of ConvTranspose2d with {channels} output channels must have shape [{channels}]; it has {bias.Shape}.");
            return y + bias.Reshape(channels, 1, 1);
        }
    }

    // What the kernels cover along one axis without output padding.
    static long Spread(int length, int kernel, int stride, int padding, int dilation) =>
        ((length - 1L) * stride) - (2L * padding) + ((long)dilation * (kernel - 1L)) + 1;
}
