using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Two-dimensional convolution (cross-correlation): y[n, o, i, j] = b[o] + Σ x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v] over c, u, v.
        /// </summary>
        /// <param name="weight">Shape [out, in / groups, kh, kw].</param>
        /// <param name="bias">Shape [out], or null.</param>
        /// <param name="stride">Step of the kernel, (rows, columns).</param>
        /// <param name="padding">Zeros around the image, (rows, columns) on each side.</param>
        /// <param name="dilation">Distance between kernel elements, (rows, columns).</param>
        /// <param name="groups">Number of groups of channels that do not see each other; in == groups is a depthwise convolution.</param>
        /// <returns>Shape [n, out, ⌊(h + 2p − d(kh − 1) − 1)/s⌋ + 1, likewise] for x of shape [n, in, h, w].</returns>
        /// <exception cref="ShapeException">Channels do not match, groups do not divide them, the kernel is larger than the padded input, or the result would be too large.</exception>
        /// <exception cref="DTypeException">The types differ or are not Float32 or Float64.</exception>
        /// <remarks>LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition (1998).</remarks>
        public Tensor Conv2d(
            Tensor weight, Tensor? bias = null, (int Rows, int Columns)? stride = null, (int Rows, int Columns)? padding = null, (int Rows, int Columns)? dilation = null, int groups = 1)
        {
            (int sh, int sw) = stride ?? (1, 1);
            (int ph, int pw) = padding ?? (0, 0);
            (int dh, int dw) = dilation ?? (1, 1);
            return ConvolveFused(x, weight, bias, new ConvGeometry(sh, sw, ph, pw, ph, pw, dh, dw, groups), Activation.None);
        }

        /// <summary>
        /// Convolution with as much zero padding as keeps height and width; where the padding is odd, the extra row or column is at the bottom or right, as in PyTorch.
        /// </summary>
        /// <param name="weight">Shape [out, in / groups, kh, kw].</param>
        /// <param name="bias">Shape [out], or null.</param>
        /// <param name="dilation">Distance between kernel elements, (rows, columns).</param>
        /// <param name="groups">Number of groups of channels that do not see each other.</param>
        /// <returns>Shape [n, out, h, w].</returns>
        /// <exception cref="ShapeException">Channels do not match, or groups do not divide them.</exception>
        public Tensor Conv2dSame(Tensor weight, Tensor? bias = null, (int Rows, int Columns)? dilation = null, int groups = 1)
        {
            (int dh, int dw) = dilation ?? (1, 1);
            if (weight.Rank != 4) throw new ShapeException($"The weight of Conv2d must have shape [out, in / groups, kh, kw]; it has {weight.Shape}.");
            if (dh < 1 || dw < 1 || weight.Count == 0) return x.Conv2d(weight, bias, dilation: dilation, groups: groups);
            return ConvolveFused(x, weight, bias, ConvGeometry.Same(weight.Shape.Axes[2], weight.Shape.Axes[3], dh, dw, groups), Activation.None);
        }

        /// <summary>One-dimensional convolution: <see cref="Conv2d"/> on an image of one row.</summary>
        /// <param name="weight">Shape [out, in / groups, k].</param>
        /// <param name="bias">Shape [out], or null.</param>
        /// <param name="stride">Step of the kernel.</param>
        /// <param name="padding">Zeros on each side.</param>
        /// <param name="dilation">Distance between kernel elements.</param>
        /// <param name="groups">Number of groups of channels that do not see each other.</param>
        /// <returns>Shape [n, out, l'] for x of shape [n, in, l].</returns>
        /// <exception cref="ShapeException">As for <see cref="Conv2d"/>.</exception>
        public Tensor Conv1d(Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1)
        {
            if (x.Rank != 3 || weight.Rank != 3)
                throw new ShapeException($"Conv1d takes an input [n, channels, length] and a weight [out, in / groups, k]; it got {x.Shape} and {weight.Shape}.");
            return x.Unsqueeze(2).Conv2d(weight.Unsqueeze(2), bias, (1, stride), (0, padding), (1, dilation), groups).Squeeze(2);
        }
    }

    /// <summary>Checks, convolves and records; with <paramref name="activation"/> the activation happens in the same kernel.</summary>
    internal static Tensor ConvolveFused(Tensor x, Tensor weight, Tensor? bias, ConvGeometry geometry, Activation activation)
    {
        geometry = CheckedConv("Conv2d", x, weight, bias, geometry);
        Tensor y = new(x.Backend.Conv2d(x.Data, weight.Data, bias?.Data, geometry, activation));
        MultiplyAdds.Add(y.Count, weight.Count / Math.Max(1, weight.Shape.Axes[0]));
        return Tracks(x, weight) || bias is { IsTracked: true } ? y.From(new Conv2dGradient(x, weight, bias, geometry, activation == Activation.Relu ? y : null)) : y;
    }

    // The three maps of a convolution as operations of their own: each is bilinear, and the gradients of each are the other two.
    static Tensor ConvInput(Tensor dy, Tensor weight, Shape input, ConvGeometry geometry)
    {
        Tensor dx = new(dy.Backend.Conv2dGradientInput(dy.Data, weight.Data, input, geometry));
        return Tracks(dy, weight) ? dx.From(new ConvInputGradient(dy, weight, geometry)) : dx;
    }

    internal static Tensor ConvWeight(Tensor x, Tensor dy, Shape weight, ConvGeometry geometry)
    {
        Tensor dw = new(x.Backend.Conv2dGradientWeight(x.Data, dy.Data, weight, geometry, bias: false).Weight);
        return Tracks(x, dy) ? dw.From(new ConvWeightGradient(x, dy, geometry)) : dw;
    }

    /// <summary>Checks the arguments; returns the geometry with strides and dilations that kernels can compute with.</summary>
    static ConvGeometry CheckedConv(string name, Tensor x, Tensor weight, Tensor? bias, in ConvGeometry g)
    {
        if (weight.Rank != 4) throw new ShapeException($"The weight of {name} must have shape [out, in / groups, kh, kw]; it has {weight.Shape}.");
        ReadOnlySpan<int> w = weight.Shape.Axes;
        if (x.Rank != 4)
            throw new ShapeException($"{name} takes images of shape [n, channels, height, width]; it got {x.Shape}.", x.Rank == 3 ? "Is a batch or a channel axis missing? Unsqueeze(0) or Unsqueeze(1) adds one." : null);
        ReadOnlySpan<int> s = x.Shape.Axes;
        if (g.Groups < 1 || w[0] % g.Groups != 0 || s[1] % g.Groups != 0)
            throw new ShapeException($"{name} with groups = {g.Groups} must divide the {s[1]} input channels and the {w[0]} output channels evenly.");
        if (s[1] != (long)w[1] * g.Groups)
        {
            throw new ShapeException(
                $"{name}({(long)w[1] * g.Groups} → {w[0]}, kernel {w[2]}×{w[3]}{(g.Groups == 1 ? string.Empty : $", groups {g.Groups}")}) got an input of shape {x.Shape}: axis 1, its channels, must be {(long)w[1] * g.Groups}.",
                s[3] == (long)w[1] * g.Groups ? "Are the channels the last axis? Permute(0, 3, 1, 2) brings them to the front." : null);
        }

        if (g.StrideHeight < 1 || g.StrideWidth < 1 || g.DilationHeight < 1 || g.DilationWidth < 1)
            throw new ShapeException($"{name} needs strides and dilations of at least 1; they are ({g.StrideHeight}, {g.StrideWidth}) and ({g.DilationHeight}, {g.DilationWidth}).");
        if (g.PadTop < 0 || g.PadLeft < 0) throw new ShapeException($"{name} cannot pad by a negative number: ({g.PadTop}, {g.PadLeft}).");
        SlidingAxis rows = g.Vertical(s[2], w[2]), columns = g.Horizontal(s[3], w[3]);
        rows.CheckLength(name, x.Shape);
        columns.CheckLength(name, x.Shape);
        if (w[2] < 1 || w[3] < 1 || rows.Positions < 1 || columns.Positions < 1)
        {
            throw new ShapeException(
                $"{name}: a kernel of {w[2]}×{w[3]} with dilation ({g.DilationHeight}, {g.DilationWidth}) does not fit into an input of shape {x.Shape}, padded to {rows.Padded}×{columns.Padded}.",
                "Use a smaller kernel or more padding; after several poolings an image may have become too small.");
        }

        if (bias is not null && (bias.Rank != 1 || bias.Shape.Axes[0] != w[0])) throw new ShapeException($"The bias of {name} with {w[0]} output channels must have shape [{w[0]}]; it has {bias.Shape}.");
        if (x.DType != weight.DType || bias is not null && bias.DType != x.DType || x.DType is not (DType.Float32 or DType.Float64))
            throw new DTypeException($"{name} computes in Float32 or Float64, the same everywhere; the input is {x.DType}, the weight {weight.DType}.", $"Convert the input: x.To(DType.{weight.DType}).");
        return g.On(rows, columns);
    }

    // dX = conv's transpose of dY with W, dW = X correlated with dY, db = the sums of dY; behind a fused ReLU, dY counts where y > 0.
    sealed class Conv2dGradient(Tensor x, Tensor weight, Tensor? bias, ConvGeometry geometry, Tensor? activated) : Node((ReadOnlySpan<Tensor?>)[x, weight, bias])
    {
        SavedTensor x = new(x), weight = new(weight), activated = activated is null ? default : new(activated);

        public override string Name => activated.IsHeld ? "Conv2dRelu" : "Conv2d";

        public override void Backward(Tensor dy)
        {
            if (activated.IsHeld) dy = MaskPositive(dy, activated.For(this));
            if (NeedsGradient(0)) AddGradient(0, ConvInput(dy, weight.For(this), InputShape(0), geometry));
            if (!NeedsGradient(1) && !NeedsGradient(2)) return;
            if (Autograd.IsRecording)
            {
                if (NeedsGradient(1)) AddGradient(1, ConvWeight(x.For(this), dy, InputShape(1), geometry));
                if (NeedsGradient(2)) AddGradient(2, dy.Sum([0, 2, 3]));
                return;
            }

            (Tensor dw, Tensor? db) = Tensor.Of(dy.Backend.Conv2dGradientWeight(x.For(this).Data, dy.Data, InputShape(1), geometry, NeedsGradient(2)));
            if (NeedsGradient(1)) AddGradient(1, dw);
            if (db is not null) AddGradient(2, db);
        }

        protected override void Release() => x = weight = activated = default;
    }

    sealed class ConvInputGradient(Tensor dy, Tensor weight, ConvGeometry geometry) : Node(dy, weight)
    {
        SavedTensor dy = new(dy), weight = new(weight);

        public override void Backward(Tensor u)
        {
            if (NeedsGradient(0)) AddGradient(0, ConvolveFused(u, weight.For(this), null, geometry, Activation.None));
            if (NeedsGradient(1)) AddGradient(1, ConvWeight(u, dy.For(this), InputShape(1), geometry));
        }

        protected override void Release() => dy = weight = default;
    }

    sealed class ConvWeightGradient(Tensor x, Tensor dy, ConvGeometry geometry) : Node(x, dy)
    {
        SavedTensor x = new(x), dy = new(dy);

        public override void Backward(Tensor v)
        {
            if (NeedsGradient(0)) AddGradient(0, ConvInput(dy.For(this), v, InputShape(0), geometry));
            if (NeedsGradient(1)) AddGradient(1, ConvolveFused(x.For(this), v, null, geometry, Activation.None));
        }

        protected override void Release() => x = dy = default;
    }
}
