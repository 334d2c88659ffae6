using System.Globalization;

namespace Hebb;

/// <summary>What <see cref="GradientCheck"/> found: the element whose analytic and numeric derivatives differ most.</summary>
/// <param name="Tolerance">The largest error allowed.</param>
/// <param name="Input">The number of the input, or −1 if the inputs had no element.</param>
/// <param name="Index">The element's index in that input.</param>
/// <param name="Analytic">What the backward pass computed.</param>
/// <param name="Numeric">The difference quotient.</param>
/// <param name="Error">|analytic − numeric| / max(1, |analytic|, |numeric|); infinite if one of them is NaN.</param>
public sealed record GradientCheckResult(double Tolerance, int Input, IReadOnlyList<int> Index, double Analytic, double Numeric, double Error)
{
    /// <summary>Whether the worst error is within the tolerance.</summary>
    public bool IsRight => Error <= Tolerance;

    /// <summary>Throws if the worst error is beyond the tolerance.</summary>
    /// <exception cref="AutogradException">It is; the message names the element.</exception>
    public void ThrowIfWrong()
    {
        if (!IsRight) throw new AutogradException($"The gradient is wrong: {this}.", "Check the backward rule, and that the input lies away from kinks and ties.");
    }

    /// <summary>The worst element in a sentence.</summary>
    public override string ToString() => Input < 0 ? "no elements to check" : string.Create(
        CultureInfo.InvariantCulture,
        $"input {Input} at [{string.Join(", ", Index)}] has the analytic derivative {Analytic:G9}, the numeric one {Numeric:G9}; the relative error is {Error:G3} (allowed: {Tolerance:G3})");
}
