namespace Hebb.Optim;

/// <summary>How far <see cref="LBFGS"/> goes along a direction.</summary>
public enum LineSearch
{
    /// <summary>
    /// Always the learning rate (for the first direction, at most 1/Σ|g| of it); only where the loss or the gradient would be NaN or infinite there, half as far, and half
    /// again until they are numbers.
    /// </summary>
    None,

    /// <summary>
    /// As far as the loss falls enough for its slope and the slope has become flat enough (the strong Wolfe conditions with 10⁻⁴ and 0.9), found by cubic
    /// interpolation with at most 25 more evaluations.
    /// </summary>
    StrongWolfe,
}
