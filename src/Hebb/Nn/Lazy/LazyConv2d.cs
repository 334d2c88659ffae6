using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>A <see cref="Conv2d"/> that takes the number of its input channels from its first input. State names are those of Conv2d.</summary>
public sealed class LazyConv2d : LazyModule
{
    readonly Size kernelSize;
    readonly Size? stride, dilation;
    readonly Padding padding;
    readonly int groups;
    readonly bool hasBias;
    readonly Generator? generator;
    Conv2d? layer;

    /// <summary>Makes the layer without weights.</summary>
    /// <param name="outChannels">The output's channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros around the image; <see cref="Padding.Same"/> keeps height and width.</param>
    /// <param name="dilation">Distance between kernel elements.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or a padding below 0.</exception>
    /// <exception cref="ShapeException">The groups do not divide the output's channels, or "same" padding meets a stride.</exception>
    public LazyConv2d(int outChannels, Size kernelSize, Size? stride = null, Padding padding = default, Size? dilation = null, int groups = 1, bool bias = true, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (outChannels % groups != 0) throw new ShapeException($"LazyConv2d(→ {outChannels}) with groups = {groups}: the groups must divide the number of channels evenly.");
        padding.Geometry(kernelSize, stride ?? 1, dilation ?? 1, groups);
        (OutChannels, this.kernelSize, this.stride, this.padding, this.dilation, this.groups, hasBias, this.generator) = (outChannels, kernelSize, stride, padding, dilation, groups, bias, generator);
    }

    /// <summary>The input's channels; null before the first input.</summary>
    public int? InChannels => layer?.InChannels;

    /// <summary>The output's channels.</summary>
    public int OutChannels { get; }

    /// <inheritdoc/>
    public override bool IsMaterialized => layer is not null;

    /// <summary>Shape [out, in / groups, kh, kw].</summary>
    /// <exception cref="InvalidOperationException">The layer has not seen an input yet.</exception>
    public Parameter Weight => (layer ?? throw NotYet(string.Empty)).Weight;

    /// <summary>Shape [out]; null for a layer without it.</summary>
    /// <exception cref="InvalidOperationException">The layer has not seen an input yet.</exception>
    public Parameter? Bias => (layer ?? throw NotYet(string.Empty)).Bias;

    /// <summary>The convolution of x.</summary>
    /// <param name="x">Shape [n, in, h, w], where the first call says what in is; Float32 or Float64, likewise.</param>
    /// <returns>Shape [n, out, h', w'].</returns>
    /// <exception cref="ShapeException">x is no image, the groups do not divide its channels, or it has other channels than the first input.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : Layer(x).Forward(x);

    internal Tensor Forward(Tensor x, Activation activation) => Layer(x).Forward(x, activation);

    internal override void MaterializeFor(Tensor weight)
    {
        if (weight.Rank == 4 && weight.Shape[1] > 0) Materialize(weight.Shape[1] * groups);
    }

    /// <inheritdoc/>
    protected override string Describe() => $"{(InChannels is { } known ? $"{known}" : "?")}, {OutChannels}, kernel_size={kernelSize}, stride={stride ?? 1}{(hasBias ? string.Empty : ", bias=False")}";

    Conv2d Layer(Tensor x)
    {
        if (layer is not null) return layer;
        if (x.Rank != 4 || x.Shape[1] == 0)
            throw new ShapeException($"LazyConv2d(→ {OutChannels}) takes its channels from axis 1 of its first input, images [n, channels, height, width]; it got shape {x.Shape}.", x.Rank == 3 ? "Is a batch or a channel axis missing? Unsqueeze(0) or Unsqueeze(1) adds one." : null);
        Conv2d made = Materialize(x.Shape[1]);
        if (x.DType == DType.Float64) made.To(DType.Float64);
        return made;
    }

    Conv2d Materialize(int inChannels)
    {
        layer = new Conv2d(inChannels, OutChannels, kernelSize, stride, padding, dilation, groups, hasBias, generator);
        AddParameter("weight", layer.Weight);
        if (layer.Bias is { } bias) AddParameter("bias", bias);
        return layer;
    }
}
