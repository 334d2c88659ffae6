namespace Hebb.Nn;

/// <summary>Local response normalisation over neighbouring channels, as AlexNet has it; see <see cref="Ops"/>.LocalResponseNorm.</summary>
/// <param name="size">Channels in the sum; α is divided by it, as in PyTorch.</param>
/// <param name="alpha">α.</param>
/// <param name="beta">β.</param>
/// <param name="k">k.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Module
{
    /// <summary>x normalised.</summary>
    /// <param name="x">Shape [n, channels, ..].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has fewer than 3 axes.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LocalResponseNorm(size, alpha, beta, k);

    /// <inheritdoc/>
    protected override string Describe() => FormattableString.Invariant($"{size}, alpha={BatchNorm.Number(alpha)}, beta={beta}, k={k}");
}
