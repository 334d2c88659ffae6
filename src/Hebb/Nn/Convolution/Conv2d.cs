using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>
/// Two-dimensional convolution of [n, in, h, w] to [n, out, h', w'] with h' = ⌊(h + 2p − d(k − 1) − 1)/s⌋ + 1. State: weight [out, in / groups, kh, kw], bias [out].
/// Both begin uniformly in ±1/√(in / groups · kh · kw), as in PyTorch.
/// </summary>
/// <remarks>LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition (1998).</remarks>
public sealed class Conv2d : Module
{
    readonly ConvGeometry geometry;

    /// <summary>Makes the layer with random weights.</summary>
    /// <param name="inChannels">The input's channels.</param>
    /// <param name="outChannels">The output's channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros around the image; <see cref="Padding.Same"/> keeps height and width.</param>
    /// <param name="dilation">Distance between kernel elements.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the padding below 0.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels, or "same" padding meets a stride.</exception>
    public Conv2d(
        int inChannels, int outChannels, Size kernelSize, Size? stride = null, Padding padding = default, Size? dilation = null, int groups = 1, bool bias = true, Generator? generator = null)
    {
        ConvChannels.Check("Conv2d", inChannels, outChannels, groups);
        (InChannels, OutChannels, KernelSize, Padding) = (inChannels, outChannels, kernelSize, padding);
        geometry = padding.Geometry(kernelSize, stride ?? 1, dilation ?? 1, groups);
        double bound = 1 / Math.Sqrt((double)inChannels / groups * kernelSize.Rows * kernelSize.Columns);
        Weight = AddParameter("weight", Tensor.Rand([outChannels, inChannels / groups, kernelSize.Rows, kernelSize.Columns], -bound, bound, generator));
        if (bias) Bias = AddParameter("bias", Tensor.Rand([outChannels], -bound, bound, generator));
    }

    /// <summary>The input's channels.</summary>
    public int InChannels { get; }

    /// <summary>The output's channels.</summary>
    public int OutChannels { get; }

    /// <summary>Rows and columns of the kernel.</summary>
    public Size KernelSize { get; }

    /// <summary>Step of the kernel.</summary>
    public Size Stride => new(geometry.StrideHeight, geometry.StrideWidth);

    /// <summary>Zeros around the image.</summary>
    public Padding Padding { get; }

    /// <summary>Distance between kernel elements.</summary>
    public Size Dilation => new(geometry.DilationHeight, geometry.DilationWidth);

    /// <summary>Number of groups of channels that do not see each other.</summary>
    public int Groups => geometry.Groups;

    /// <summary>Shape [out, in / groups, kh, kw].</summary>
    public Parameter Weight { get; }

    /// <summary>Shape [out]; null for a layer without it.</summary>
    public Parameter? Bias { get; }

    /// <summary>The convolution of x.</summary>
    /// <param name="x">Shape [n, in, h, w], of the weight's type.</param>
    /// <returns>Shape [n, out, h', w'].</returns>
    /// <exception cref="ShapeException">The channels differ, or the kernel is larger than the padded input.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : Forward(x, Activation.None);

    /// <summary>The same with the activation in the same kernel, for the fusion table.</summary>
    internal Tensor Forward(Tensor x, Activation activation) => Ops.ConvolveFused(x, Weight.Tensor, Bias?.Tensor, geometry, activation);

    /// <inheritdoc/>
    protected override string Describe()
    {
        string text = $"{InChannels}, {OutChannels}, kernel_size={KernelSize}, stride={Stride}";
        if (!Padding.IsZero) text += $", padding={Padding}";
        if (Dilation != 1) text += $", dilation={Dilation}";
        if (Groups != 1) text += $", groups={Groups}";
        return Bias is null ? text + ", bias=False" : text;
    }
}
