namespace Hebb.Nn;

/// <summary>x · min(max(x + 3, 0), 6)/6. Howard et al.: Searching for MobileNetV3 (ICCV 2019).</summary>
public sealed class Hardswish : Module
{
    /// <summary>x · min(max(x + 3, 0), 6)/6.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardswish();
}
