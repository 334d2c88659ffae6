namespace Hebb.Optim;

/// <summary>A point on a line: how far from its beginning, with loss, gradient and the slope along the line there.</summary>
internal sealed record Trial(double Step, double Loss, Tensor Gradient, double Slope)
{
    /// <summary>Whether a search may end here: outside a function's domain, or on its edge, the loss or its slope is NaN or infinite (−∞ is no minimum either).</summary>
    public bool IsUsable => double.IsFinite(Loss) && double.IsFinite(Slope);
}
