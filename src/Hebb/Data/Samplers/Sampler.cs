namespace Hebb.Data;

/// <summary>
/// Chooses which samples an epoch visits, and in which order. A <see cref="DataLoader"/> asks it once at the beginning of each epoch. It holds no state of its own: the
/// same generator state gives the same order, so the order does not depend on workers, and an epoch can be drawn again.
/// </summary>
public abstract class Sampler
{
    /// <summary>How many samples an epoch visits.</summary>
    public abstract int Count { get; }

    /// <summary>Draws the order of an epoch: <see cref="Count"/> numbers of samples.</summary>
    /// <param name="generator">Where the randomness comes from.</param>
    public abstract int[] Draw(Generator generator);

    /// <summary>Checks a number of samples.</summary>
    /// <param name="count">The number.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    private protected static int AtLeastOne(int count, string name) => count >= 1
        ? count
        : throw new ArgumentOutOfRangeException(name, count, "A sampler needs at least one sample to choose from and at least one to draw; is the data set empty?");
}
