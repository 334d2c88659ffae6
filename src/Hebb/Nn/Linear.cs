using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>
/// A fully connected layer: y = x · Wᵀ + b on the last axis. State: weight [out, in], bias [out]. Both begin uniformly in ±1/√in, as in PyTorch.
/// </summary>
public sealed class Linear : Module
{
    /// <summary>Makes the layer with random weights.</summary>
    /// <param name="inFeatures">The length of the input's last axis, at least 1.</param>
    /// <param name="outFeatures">The length of the output's last axis, at least 1.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is below 1.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        // √3 · std of Kaiming's uniform rule with a = √5: the 3 and the 5 + 1 leave 1/√in.
        double bound = 1 / Math.Sqrt(inFeatures);
        Weight = AddParameter("weight", Tensor.Rand([outFeatures, inFeatures], -bound, bound, generator));
        if (bias) Bias = AddParameter("bias", Tensor.Rand([outFeatures], -bound, bound, generator));
    }

    /// <summary>The length of the input's last axis.</summary>
    public int InFeatures { get; }

    /// <summary>The length of the output's last axis.</summary>
    public int OutFeatures { get; }

    /// <summary>W, shape [out, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, shape [out]; null for a layer without it.</summary>
    public Parameter? Bias { get; }

    /// <summary>x · Wᵀ + b.</summary>
    /// <param name="x">Shape [.., in], of the weight's type.</param>
    /// <returns>Shape [.., out].</returns>
    /// <exception cref="ShapeException">The last axis of x is not <see cref="InFeatures"/>.</exception>
    /// <exception cref="DTypeException">x has another type than the weight.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Linear(Weight.Tensor, Bias?.Tensor);

    /// <summary>The same with the activation in the same kernel, for the fusion table.</summary>
    internal Tensor Forward(Tensor x, Activation activation) => Ops.LinearFused(x, Weight.Tensor, Bias?.Tensor, activation);

    /// <inheritdoc/>
    protected override string Describe() => $"in_features={InFeatures}, out_features={OutFeatures}, bias={Bias is not null}";
}
