namespace Hebb.Vision.Transforms;

/// <summary>Pastes a rectangle of one image into another; the targets are mixed by the areas. The rectangle's share of the area is 1 − λ with λ from Beta(α, α), less what lies outside.</summary>
/// <param name="classes">How many classes there are.</param>
/// <param name="alpha">Small: mostly all or nothing; 1: all shares equally likely.</param>
/// <remarks>S. Yun et al.: CutMix: Regularization strategy to train strong classifiers with localizable features (2019).</remarks>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or alpha is not above 0.</exception>
public sealed class CutMix(int classes, double alpha = 1) : BatchTransform(classes, alpha)
{
    private protected override double Mix(ReadOnlySpan<float> from, Span<float> to, ImageSize size, int[] partners, double share, Generator generator)
    {
        double half = Math.Sqrt(1 - share) / 2;
        int middleY = generator.NextInt(0, size.Height), middleX = generator.NextInt(0, size.Width), high = (int)(half * size.Height), wide = (int)(half * size.Width);
        int top = Math.Max(middleY - high, 0), bottom = Math.Min(middleY + high, size.Height), left = Math.Max(middleX - wide, 0), right = Math.Min(middleX + wide, size.Width);
        from.CopyTo(to);
        for (int i = 0; i < partners.Length; i++)
        {
            for (int c = 0; c < size.Channels; c++)
            {
                for (int y = top; y < bottom; y++)
                {
                    int row = (c * size.Area) + (y * size.Width) + left;
                    from.Slice((partners[i] * size.Count) + row, right - left).CopyTo(to[((i * size.Count) + row)..]);
                }
            }
        }

        return 1 - ((double)(bottom - top) * (right - left) / size.Area);
    }
}
