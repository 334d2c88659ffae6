using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>A <see cref="Linear"/> that takes the number of its input features from its first input. State names are those of Linear.</summary>
/// <example><code>
/// var model = new Sequential(new LazyConv2d(16, 3), new ReLU(), new Flatten(), new LazyLinear(10));
/// model.Summary([1, 1, 28, 28]);   // or a first batch: now the weights are there
/// </code></example>
public sealed class LazyLinear : LazyModule
{
    readonly bool hasBias;
    readonly Generator? generator;
    Linear? layer;

    /// <summary>Makes the layer without weights.</summary>
    /// <param name="outFeatures">The length of the output's last axis, at least 1.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of features is below 1.</exception>
    public LazyLinear(int outFeatures, bool bias = true, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        (OutFeatures, hasBias, this.generator) = (outFeatures, bias, generator);
    }

    /// <summary>The length of the input's last axis; null before the first input.</summary>
    public int? InFeatures => layer?.InFeatures;

    /// <summary>The length of the output's last axis.</summary>
    public int OutFeatures { get; }

    /// <inheritdoc/>
    public override bool IsMaterialized => layer is not null;

    /// <summary>W, shape [out, in].</summary>
    /// <exception cref="InvalidOperationException">The layer has not seen an input yet.</exception>
    public Parameter Weight => (layer ?? throw NotYet(string.Empty)).Weight;

    /// <summary>b, shape [out]; null for a layer without it.</summary>
    /// <exception cref="InvalidOperationException">The layer has not seen an input yet.</exception>
    public Parameter? Bias => (layer ?? throw NotYet(string.Empty)).Bias;

    /// <summary>x · Wᵀ + b.</summary>
    /// <param name="x">Shape [.., in], where the first call says what in is; Float32 or Float64, likewise.</param>
    /// <returns>Shape [.., out].</returns>
    /// <exception cref="ShapeException">x has no last axis, or another length on it than the first input.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : Layer(x).Forward(x);

    internal Tensor Forward(Tensor x, Activation activation) => Layer(x).Forward(x, activation);

    internal override void MaterializeFor(Tensor weight)
    {
        if (weight.Rank == 2 && weight.Shape[1] > 0) Materialize(weight.Shape[1]);
    }

    /// <inheritdoc/>
    protected override string Describe() => $"in_features={(InFeatures is { } known ? $"{known}" : "?")}, out_features={OutFeatures}, bias={hasBias}";

    Linear Layer(Tensor x)
    {
        if (layer is not null) return layer;
        if (x.Rank == 0 || x.Shape[-1] == 0)
            throw new ShapeException($"LazyLinear(→ {OutFeatures}) takes the number of its features from the last axis of its first input; it got shape {x.Shape}.", "Give it a batch of shape [n, features].");
        Linear made = Materialize(x.Shape[-1]);
        if (x.DType == DType.Float64) made.To(DType.Float64);
        return made;
    }

    Linear Materialize(int inFeatures)
    {
        layer = new Linear(inFeatures, OutFeatures, hasBias, generator);
        AddParameter("weight", layer.Weight);
        if (layer.Bias is { } bias) AddParameter("bias", bias);
        return layer;
    }
}
