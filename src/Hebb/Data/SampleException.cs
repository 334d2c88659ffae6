namespace Hebb.Data;

/// <summary>A sample could not be made: its file is broken, its shape differs, a transform refuses it.</summary>
/// <param name="sample">Which sample of the data set, or −1 if each one alone is fine and only the batch is not.</param>
/// <param name="message">Which sample, and what was wrong.</param>
/// <param name="inner">What the data set or the transform threw.</param>
public sealed class SampleException(int sample, string message, Exception inner) : HebbException(message, (inner as HebbException)?.Help, inner)
{
    /// <summary>Which sample of the data set, or −1 if each one alone is fine and only the batch is not.</summary>
    public int Sample => sample;
}
