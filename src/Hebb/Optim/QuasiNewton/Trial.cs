namespace Hebb.Optim;

/// <summary>A point on a line: how far from its beginning, with loss, gradient and the slope along the line there.</summary>
internal sealed record Trial(double Step, double Loss, Tensor Gradient, double Slope);
