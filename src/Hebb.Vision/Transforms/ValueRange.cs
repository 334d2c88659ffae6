using System.Globalization;

namespace Hebb.Vision.Transforms;

/// <summary>
/// How much a random transform changes: a number is the largest change either way (<c>degrees: 10</c> for −10° to 10°, <c>scale: 0.1</c> for factors from 0.9 to 1.1), a pair
/// is the range itself (<c>scale: (0.5, 2)</c>). Values in it are equally likely. Nothing given means no change.
/// </summary>
public readonly record struct ValueRange
{
    readonly double low;
    readonly double high;
    readonly bool isRange;

    ValueRange(double low, double high, bool isRange) => (this.low, this.high, this.isRange) = (low, high, isRange);

    /// <summary>A largest change either way.</summary>
    /// <param name="max">0 or more, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, infinite or NaN.</exception>
    public static implicit operator ValueRange(double max) => max >= 0 && double.IsFinite(max)
        ? new(-max, max, isRange: false)
        : throw new ArgumentOutOfRangeException(nameof(max), max, "A single number is the largest change either way: it must be finite and 0 or more. For a range, give a pair such as (-10, 20).");

    /// <summary>A range.</summary>
    /// <param name="range">Its ends, both finite; they may be equal.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first is above the second, or one is not finite.</exception>
    public static implicit operator ValueRange((double Low, double High) range) => range.Low <= range.High && double.IsFinite(range.Low) && double.IsFinite(range.High)
        ? new(range.Low, range.High, isRange: true)
        : throw new ArgumentOutOfRangeException(nameof(range), range, "A range is written (lowest, highest), both finite.");

    /// <summary>The range of values where "no change" is a given value: 0 for a shift or an angle, 1 for a factor.</summary>
    internal UniformRange Around(double neutral) => isRange ? new UniformRange(low, high) : new UniformRange(neutral + low, neutral + high);

    /// <inheritdoc/>
    public override string ToString() => isRange ? string.Create(CultureInfo.InvariantCulture, $"{low} to {high}") : string.Create(CultureInfo.InvariantCulture, $"±{high}");
}

/// <summary>A closed range of numbers, to draw from.</summary>
readonly record struct UniformRange(double Low, double High)
{
    public double Draw(Generator generator) => Low == High ? Low : Low + ((High - Low) * generator.NextDouble());

    /// <summary>Refuses a range that reaches outside of what a setting can be.</summary>
    public UniformRange Within(double min, double max, string transform, string name) => Low >= min && High <= max
        ? this
        : throw new ArgumentOutOfRangeException(name, this, string.Create(CultureInfo.InvariantCulture, $"{transform}'s {name} would reach from {Low} to {High}; it must stay from {min} to {max}."));
}
