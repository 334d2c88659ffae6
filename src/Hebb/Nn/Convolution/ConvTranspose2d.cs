namespace Hebb.Nn;

/// <summary>
/// Transposed convolution of [n, in, h, w] to a larger image: h' = (h − 1)s − 2p + d(k − 1) + outputPadding + 1. State: weight [in, out / groups, kh, kw], bias [out].
/// </summary>
/// <remarks>Zeiler, Krishnan, Taylor and Fergus: Deconvolutional networks (CVPR 2010).</remarks>
public sealed class ConvTranspose2d : Module
{
    readonly Size stride, padding, outputPadding, dilation;
    readonly int groups;

    /// <summary>Makes the layer with random weights.</summary>
    /// <param name="inChannels">The input's channels.</param>
    /// <param name="outChannels">The output's channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    /// <param name="stride">Distance of the spread kernels.</param>
    /// <param name="padding">Rows and columns cut off on each side.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and right.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="dilation">Distance between kernel elements.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or a padding below 0.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Size kernelSize, Size? stride = null, Size? padding = null, Size? outputPadding = null, int groups = 1, bool bias = true, Size? dilation = null, Generator? generator = null)
    {
        ConvChannels.Check("ConvTranspose2d", inChannels, outChannels, groups);
        kernelSize.AtLeast(1, "kernel size");
        this.stride = (stride ?? 1).AtLeast(1, nameof(stride));
        this.padding = (padding ?? 0).AtLeast(0, nameof(padding));
        this.outputPadding = (outputPadding ?? 0).AtLeast(0, "output padding");
        this.dilation = (dilation ?? 1).AtLeast(1, nameof(dilation));
        this.groups = groups;
        double bound = 1 / Math.Sqrt((double)outChannels / groups * kernelSize.Rows * kernelSize.Columns);
        Weight = AddParameter("weight", Tensor.Rand([inChannels, outChannels / groups, kernelSize.Rows, kernelSize.Columns], -bound, bound, generator));
        if (bias) Bias = AddParameter("bias", Tensor.Rand([outChannels], -bound, bound, generator));
    }

    /// <summary>Shape [in, out / groups, kh, kw].</summary>
    public Parameter Weight { get; }

    /// <summary>Shape [out]; null for a layer without it.</summary>
    public Parameter? Bias { get; }

    /// <summary>The transposed convolution of x.</summary>
    /// <param name="x">Shape [n, in, h, w], of the weight's type.</param>
    /// <returns>Shape [n, out, h', w'].</returns>
    /// <exception cref="ShapeException">The channels differ, or nothing is left of the output.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.ConvTranspose2d(
        Weight.Tensor, Bias?.Tensor, Pair(stride), Pair(padding), Pair(outputPadding), groups, Pair(dilation));

    /// <inheritdoc/>
    protected override string Describe() =>
        $"{Weight.Shape[0]}, {Weight.Shape[1] * groups}, kernel_size=({Weight.Shape[2]}, {Weight.Shape[3]}), stride={stride}, padding={padding}, output_padding={outputPadding}";

    static (int Rows, int Columns) Pair(Size size) => (size.Rows, size.Columns);
}
