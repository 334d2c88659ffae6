namespace Hebb.Nn;

/// <summary>y = x: takes the place of a module that is left out.</summary>
public sealed class Identity : Module
{
    /// <summary>x itself.</summary>
    /// <param name="x">Any tensor.</param>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x;
}
