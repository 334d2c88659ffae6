using System.Globalization;

namespace Hebb.Nn;

/// <summary>What <see cref="ModuleGradientCheck"/> found: the worst element of each parameter and of the input.</summary>
/// <param name="Worst">The state name of the parameter that is furthest off, or "input".</param>
/// <param name="Results">The worst element of each parameter by state name, and of "input"; each result's own input number is that of the check.</param>
public sealed record ModuleGradientCheckResult(string Worst, IReadOnlyDictionary<string, GradientCheckResult> Results)
{
    /// <summary>Whether every error is within the tolerance.</summary>
    public bool IsRight => Results[Worst].IsRight;

    /// <summary>The largest error: |analytic − numeric| / max(1, |analytic|, |numeric|).</summary>
    public double Error => Results[Worst].Error;

    /// <summary>Throws if the largest error is beyond the tolerance.</summary>
    /// <exception cref="AutogradException">It is; the message names the parameter and the element.</exception>
    public void ThrowIfWrong()
    {
        if (!IsRight) throw new AutogradException($"The gradient is wrong: {this}.", "Check the backward rule, and that values lie away from kinks and ties.");
    }

    /// <summary>The worst element in a sentence.</summary>
    public override string ToString()
    {
        GradientCheckResult r = Results[Worst];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Worst} at [{string.Join(", ", r.Index)}] has the analytic derivative {r.Analytic:G9}, the numeric one {r.Numeric:G9}; the relative error is {r.Error:G3} (allowed: {r.Tolerance:G3})");
    }
}
