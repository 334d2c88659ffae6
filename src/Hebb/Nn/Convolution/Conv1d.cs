namespace Hebb.Nn;

/// <summary>
/// One-dimensional convolution of [n, in, l] to [n, out, l'] with l' = ⌊(l + 2p − d(k − 1) − 1)/s⌋ + 1. State: weight [out, in / groups, k], bias [out].
/// </summary>
public sealed class Conv1d : Module
{
    readonly int stride, padding, dilation, groups;

    /// <summary>Makes the layer with random weights.</summary>
    /// <param name="inChannels">The input's channels.</param>
    /// <param name="outChannels">The output's channels.</param>
    /// <param name="kernelSize">The kernel's length.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="dilation">Distance between kernel elements.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the padding below 0.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public Conv1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = true, Generator? generator = null)
    {
        ConvChannels.Check("Conv1d", inChannels, outChannels, groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        (this.stride, this.padding, this.dilation, this.groups) = (stride, padding, dilation, groups);
        double bound = 1 / Math.Sqrt((double)inChannels / groups * kernelSize);
        Weight = AddParameter("weight", Tensor.Rand([outChannels, inChannels / groups, kernelSize], -bound, bound, generator));
        if (bias) Bias = AddParameter("bias", Tensor.Rand([outChannels], -bound, bound, generator));
    }

    /// <summary>Shape [out, in / groups, k].</summary>
    public Parameter Weight { get; }

    /// <summary>Shape [out]; null for a layer without it.</summary>
    public Parameter? Bias { get; }

    /// <summary>The convolution of x.</summary>
    /// <param name="x">Shape [n, in, l], of the weight's type.</param>
    /// <returns>Shape [n, out, l'].</returns>
    /// <exception cref="ShapeException">The channels differ, or the kernel is longer than the padded input.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Conv1d(Weight.Tensor, Bias?.Tensor, stride, padding, dilation, groups);

    /// <inheritdoc/>
    protected override string Describe() =>
        $"{Weight.Shape[1] * groups}, {Weight.Shape[0]}, kernel_size=({Weight.Shape[2]},), stride=({stride},), padding=({padding},)";
}
