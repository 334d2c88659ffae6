using System.Globalization;

namespace Hebb.Nn;

/// <summary>How well the gradient of one parameter agrees with central differences: its worst element.</summary>
/// <param name="Name">The parameter's state name, such as "0.weight".</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Index">Where its worst element lies.</param>
/// <param name="Analytic">What the backward pass says there.</param>
/// <param name="Numeric">What the difference quotient says there.</param>
/// <param name="Error">|analytic − numeric| of that element, divided by the largest slope of the parameter; infinite if either is NaN.</param>
public sealed record ParameterCheck(string Name, Shape Shape, IReadOnlyList<int> Index, double Analytic, double Numeric, double Error)
{
    /// <summary>"0.weight[3, 1]: backward -0.125, differences -0.125, error 2.1e-10".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}[{string.Join(", ", Index)}]: backward {Analytic:G5}, differences {Numeric:G5}, error {Error:0.0e-0}");
}
