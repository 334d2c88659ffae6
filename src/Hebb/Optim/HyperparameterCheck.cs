namespace Hebb.Optim;

/// <summary>Checks of the numbers that optimizers and schedules are made with.</summary>
internal static class HyperparameterCheck
{
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    internal static double NotNegative(double value, string name, string usual) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: {usual}.");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    internal static double Fraction(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: it is the share of a running average that stays, 0 or more and below 1, usually 0.9 to 0.999.");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    internal static double Share(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: it is a part of the whole, 0 to 1.");

    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    internal static int Positive(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: it counts steps, 1 or more.");

    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    internal static int Count(int value, string name) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: it counts steps, 0 or more.");
}
