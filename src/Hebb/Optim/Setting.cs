namespace Hebb.Optim;

/// <summary>Checks of the numbers that optimizers and schedules are made with.</summary>
internal static class Setting
{
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    internal static double NotNegative(double value, string name, string usual) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: {usual}.");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    internal static double Fraction(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} = {value} cannot be: it is the share of a running average that stays, 0 or more and below 1, usually 0.9 to 0.999.");
}
