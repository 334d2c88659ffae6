namespace Hebb.Nn;

/// <summary>Layer normalisation over the last axes. State: weight and bias of the normalised shape.</summary>
/// <remarks>Ba, Kiros and Hinton: Layer normalization (2016).</remarks>
public sealed class LayerNorm : Module
{
    /// <summary>Makes the layer with ones as weight and zeros as bias.</summary>
    /// <param name="normalizedShape">The lengths of the last axes of the input.</param>
    /// <param name="eps">ε, added to the variance.</param>
    /// <param name="affine">Whether weight and bias are there.</param>
    /// <param name="bias">Whether, with a weight, there is a bias.</param>
    public LayerNorm(Shape normalizedShape, double eps = 1e-5, bool affine = true, bool bias = true)
    {
        (NormalizedShape, Eps) = (normalizedShape, eps);
        if (affine) Weight = AddParameter("weight", Tensor.Ones(normalizedShape));
        if (affine && bias) Bias = AddParameter("bias", Tensor.Zeros(normalizedShape));
    }

    /// <summary>The lengths of the last axes of the input.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>ε, added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Of the normalised shape; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Of the normalised shape; null without affine or bias.</summary>
    public Parameter? Bias { get; }

    /// <summary>x normalised.</summary>
    /// <param name="x">Its shape ends in the normalised one.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The shape of x ends in another one.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LayerNorm(NormalizedShape, Weight?.Tensor, Bias?.Tensor, Eps);

    /// <inheritdoc/>
    protected override string Describe()
    {
        string shape = NormalizedShape.Rank == 1 ? $"({NormalizedShape[0]},)" : $"({string.Join(", ", NormalizedShape.ToArray())})";
        return $"{shape}, eps={BatchNorm.Number(Eps)}, elementwise_affine={Weight is not null}";
    }
}
