using Hebb.Vision.Insight;

namespace Hebb.Vision.Classification;

/// <summary>What a network sees in one image: how likely it finds each class. Reading is safe from several threads at once.</summary>
/// <example><code>
/// Prediction seen = classifier.Predict("kitten.jpg");
/// Console.WriteLine($"{seen.Best}, {seen.Probability:P1} sure");
/// foreach (ClassProbability one in seen.Top(3)) Console.WriteLine($"{one.Name}: {one.Probability:P1}");
/// </code></example>
public sealed class Prediction
{
    const int Said = 3;
    readonly IReadOnlyList<string> names;
    readonly float[] probabilities;

    internal Prediction(IReadOnlyList<string> names, float[] probabilities)
    {
        (this.names, this.probabilities) = (names, probabilities);
        BestClass = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(probabilities);
    }

    /// <summary>The name of the likeliest class.</summary>
    public string Best => names[BestClass];

    /// <summary>The number of the likeliest class, counted from 0.</summary>
    public int BestClass { get; }

    /// <summary>The probability of the likeliest class, 0 to 1: how sure the network is.</summary>
    public double Probability => probabilities[BestClass];

    /// <summary>The probabilities of all classes, in the order of the network's classes; they add up to 1.</summary>
    public IReadOnlyList<float> Probabilities => probabilities;

    /// <summary>All classes, the likeliest first.</summary>
    public IReadOnlyList<ClassProbability> Classes => field ??= Top(probabilities.Length);

    /// <summary>The probability of a class.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such class.</exception>
    public double this[string name]
    {
        get
        {
            for (int i = 0; i < probabilities.Length; i++)
            {
                if (string.Equals(names[i], name, StringComparison.Ordinal)) return probabilities[i];
            }

            throw new KeyNotFoundException($"The network knows no class '{name}'.");
        }
    }

    /// <summary>The likeliest classes, the likeliest first; of equally likely ones the first.</summary>
    /// <param name="count">How many, at most; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IReadOnlyList<ClassProbability> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).Take(count).Select(i => new ClassProbability(i, names[i], probabilities[i]))];
    }

    /// <summary>The likeliest classes: "cat (97.3 %), dog (2.1 %), fox (0.4 %)".</summary>
    public override string ToString() => string.Join(", ", Top(Said).Select(one => $"{Printable.Line(one.Name)} ({ClassNames.Percent(one.Probability)})"));
}
