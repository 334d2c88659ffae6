using System.Globalization;

namespace Hebb.Nn;

/// <summary>The exponential linear unit: x above 0, else α(eˣ − 1). Clevert, Unterthiner and Hochreiter (ICLR 2016).</summary>
/// <param name="alpha">α, by how much the unit falls below 0 at most.</param>
public sealed class ELU(double alpha = 1) : Module
{
    /// <summary>x above 0, else α(eˣ − 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Elu(alpha);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"alpha={alpha}");
}

/// <summary>The continuously differentiable exponential linear unit: x above 0, else α(e^(x/α) − 1). Barron (2017).</summary>
/// <param name="alpha">α, by how much the unit falls below 0 at most; above 0.</param>
public sealed class CELU(double alpha = 1) : Module
{
    /// <summary>x above 0, else α(e^(x/α) − 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is not above 0.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Celu(alpha);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"alpha={alpha}");
}

/// <summary>The self-normalising unit: scale · (x above 0, else α(eˣ − 1)) with fixed scale and α. Klambauer et al. (NeurIPS 2017).</summary>
public sealed class SELU : Module
{
    /// <summary>scale · (x above 0, else α(eˣ − 1)).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Selu();
}
