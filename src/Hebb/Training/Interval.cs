using System.Globalization;

namespace Hebb.Training;

/// <summary>How often something happens during a training: <c>Interval.Epochs(1)</c>, <c>Interval.Steps(500)</c>, <see cref="Never"/>.</summary>
public readonly record struct Interval
{
    readonly int epochs;
    readonly long steps;

    Interval(int epochs, long steps)
    {
        this.epochs = epochs;
        this.steps = steps;
    }

    /// <summary>Not at all.</summary>
    public static Interval Never => default;

    /// <summary>Whether it happens at the ends of epochs.</summary>
    public bool IsPerEpoch => epochs > 0;

    /// <summary>Whether it happens after steps.</summary>
    public bool IsPerStep => steps > 0;

    /// <summary>At the end of every n-th epoch.</summary>
    /// <param name="n">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public static Interval Epochs(int n) => n >= 1 ? new(n, 0) : throw new ArgumentOutOfRangeException(nameof(n), n, "Every how many epochs? 1 or more; Interval.Never is never.");

    /// <summary>After every n-th step of the optimizer.</summary>
    /// <param name="n">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public static Interval Steps(long n) => n >= 1 ? new(0, n) : throw new ArgumentOutOfRangeException(nameof(n), n, "Every how many steps? 1 or more; Interval.Never is never.");

    /// <summary>Whether it is time, after so many whole epochs.</summary>
    /// <param name="count">How many epochs are over.</param>
    public bool IsDueAfterEpoch(int count) => epochs > 0 && count % epochs == 0;

    /// <summary>Whether it is time, after so many steps.</summary>
    /// <param name="count">How many steps are done.</param>
    public bool IsDueAfterStep(long count) => steps > 0 && count % steps == 0;

    /// <summary>"every 2 epochs", "every 500 steps", "never".</summary>
    public override string ToString() => epochs > 0 ? Text(epochs, "epoch") : steps > 0 ? Text(steps, "step") : "never";

    static string Text(long n, string what) => n == 1 ? $"every {what}" : string.Create(CultureInfo.InvariantCulture, $"every {n} {what}s");
}
