namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Checks probabilities.</summary>
static class Probability
{
    public static double Require(double probability) => probability is >= 0 and <= 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies from 0 (never) to 1 (always).");
}
