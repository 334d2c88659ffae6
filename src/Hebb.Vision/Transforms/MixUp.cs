namespace Hebb.Vision.Transforms;

/// <summary>Adds images together: λ x₁ + (1 − λ) x₂, and the targets likewise, with λ from Beta(α, α).</summary>
/// <param name="classes">How many classes there are.</param>
/// <param name="alpha">Small: mostly one of the two images; 1: all shares equally likely.</param>
/// <remarks>H. Zhang, M. Cisse, Y. Dauphin, D. Lopez-Paz: mixup: Beyond empirical risk minimization (2017).</remarks>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or alpha is not above 0.</exception>
public sealed class MixUp(int classes, double alpha = 0.2) : BatchTransform(classes, alpha)
{
    private protected override double Mix(ReadOnlySpan<float> from, Span<float> to, ImageSize size, int[] partners, double share, Generator generator)
    {
        Blend(from, to, size.Count, partners, (float)share);
        return share;
    }
}
