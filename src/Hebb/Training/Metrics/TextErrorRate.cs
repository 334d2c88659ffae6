namespace Hebb.Training;

/// <summary>Changes that make read texts right, over the length of the right texts, gathered text by text. Above 1 where more must be taken out than there should be.</summary>
public abstract class TextErrorRate
{
    private protected TextErrorRate()
    {
    }

    /// <summary>A short name for tables and logs.</summary>
    public abstract string Name { get; }

    /// <summary>How many changes were needed so far.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>How many symbols the right texts have so far.</summary>
    public long Length { get; private set; }

    /// <summary>How many texts there were, and how many of them were wholly right.</summary>
    public (long All, long Right) Texts { get; private set; }

    /// <summary>Takes in one text.</summary>
    /// <param name="prediction">What was read.</param>
    /// <param name="target">What stands there.</param>
    public void Update(string prediction, string target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        (int errors, int length) = Compare(prediction, target);
        ErrorCount += errors;
        Length += length;
        Texts = (Texts.All + 1, Texts.Right + (errors == 0 ? 1 : 0));
    }

    /// <summary>Takes in several texts.</summary>
    /// <param name="predictions">What was read.</param>
    /// <param name="targets">What stands there, as many.</param>
    /// <exception cref="ArgumentException">There are not as many of both; none was counted.</exception>
    public void Update(IReadOnlyList<string> predictions, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Count != targets.Count) throw new ArgumentException($"There are {predictions.Count} texts read and {targets.Count} right ones; each needs its counterpart.", nameof(targets));
        for (int i = 0; i < targets.Count; i++) Update(predictions[i], targets[i]);
    }

    /// <summary>Changes / symbols of the right texts, over all texts together; NaN without any symbol.</summary>
    public double Compute() => Length == 0 ? double.NaN : (double)ErrorCount / Length;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        (ErrorCount, Length) = (0, 0);
        Texts = default;
    }

    /// <summary>Name and rate.</summary>
    public override string ToString() => $"{Name} = {Compute()}";

    private protected abstract (int Errors, int Length) Compare(string prediction, string target);
}
