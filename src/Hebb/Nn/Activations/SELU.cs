namespace Hebb.Nn;

/// <summary>The self-normalising unit: scale · (x above 0, else α(eˣ − 1)) with fixed scale and α. Klambauer et al. (NeurIPS 2017).</summary>
public sealed class SELU : Module
{
    /// <summary>scale · (x above 0, else α(eˣ − 1)).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Selu();
}
