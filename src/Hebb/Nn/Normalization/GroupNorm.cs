namespace Hebb.Nn;

/// <summary>Group normalisation: groups of channels of one sample. State: weight and bias [channels].</summary>
/// <remarks>Wu and He: Group normalization (2018).</remarks>
public sealed class GroupNorm : Module
{
    /// <summary>Makes the layer with ones as weight and zeros as bias.</summary>
    /// <param name="numGroups">A number that divides the channels.</param>
    /// <param name="numChannels">The number of channels.</param>
    /// <param name="eps">ε, added to the variance.</param>
    /// <param name="affine">Whether weight and bias are there.</param>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public GroupNorm(int numGroups, int numChannels, double eps = 1e-5, bool affine = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numChannels, 1);
        Ops.CheckGroups(numGroups, numChannels);
        (NumGroups, NumChannels, Eps) = (numGroups, numChannels, eps);
        if (!affine) return;
        Weight = AddParameter("weight", Tensor.Ones(numChannels));
        Bias = AddParameter("bias", Tensor.Zeros(numChannels));
    }

    /// <summary>Groups of channels.</summary>
    public int NumGroups { get; }

    /// <summary>The number of channels.</summary>
    public int NumChannels { get; }

    /// <summary>ε, added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Shape [channels]; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shape [channels]; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <summary>x normalised.</summary>
    /// <param name="x">Shape [n, channels, ..].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another number of channels.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank >= 2 && x.Shape[1] != NumChannels)
            throw new ShapeException($"GroupNorm({NumGroups}, {NumChannels}) got an input of shape {x.Shape}, which has {x.Shape[1]} channels on axis 1.", "The number of channels must be that of the layer before it.");
        return x.GroupNorm(NumGroups, Weight?.Tensor, Bias?.Tensor, Eps);
    }

    /// <inheritdoc/>
    protected override string Describe() => $"{NumGroups}, {NumChannels}, eps={BatchNorm.Number(Eps)}, affine={Weight is not null}";
}
