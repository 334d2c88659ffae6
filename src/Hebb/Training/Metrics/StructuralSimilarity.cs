namespace Hebb.Training;

/// <summary>
/// The structural similarity of images, −1 … 1 (1 for equal ones): (2μ₁μ₂ + c₁)(2σ₁₂ + c₂)/((μ₁² + μ₂² + c₁)(σ₁² + σ₂² + c₂)) with the means, variances and the
/// covariance under a Gaussian window (σ = 1.5, 11 pixels wide) at each place where it lies wholly inside, averaged over places, channels and images.
/// c₁ = (0.01 · range)², c₂ = (0.03 · range)².
/// </summary>
/// <remarks>Wang, Bovik, Sheikh and Simoncelli: Image quality assessment: from error visibility to structural similarity (2004), computed in double precision.</remarks>
/// <param name="range">The distance between the least and the largest value that a pixel can have: 1, or 255 for bytes.</param>
/// <exception cref="ArgumentOutOfRangeException">The range is not above 0.</exception>
public sealed class StructuralSimilarity(double range = 1) : RunningMean
{
    const int Width = 11;
    const double Sigma = 1.5;

    readonly double range = ElementBatch.Range(range);

    /// <inheritdoc/>
    public override string Name => "SSIM";

    /// <summary>Takes in images of the same shape [n, channels, height, width].</summary>
    /// <param name="prediction">The images.</param>
    /// <param name="target">What they should be.</param>
    /// <exception cref="ShapeException">The shapes differ, or the images are smaller than the window.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        ElementBatch.Check("StructuralSimilarity", prediction, target);
        if (prediction.Rank != 4 || prediction.Shape[1] == 0 || prediction.Shape[2] < Width || prediction.Shape[3] < Width)
        {
            throw new ShapeException(
                $"StructuralSimilarity takes images of shape [n, channels, height, width], at least {Width} pixels high and wide; it got {prediction.Shape}.",
                prediction.Rank is 2 or 3 ? "Put the missing axes in front with Unsqueeze(0)." : null);
        }

        int images = prediction.Shape[0];
        if (images == 0) return;
        Tensor window = Window(), a = Planes(prediction), b = Planes(target);
        Tensor meanA = Blur(a, window), meanB = Blur(b, window), squareA = meanA.Square(), squareB = meanB.Square(), both = meanA * meanB;
        Tensor spreadA = Blur(a.Square(), window) - squareA, spreadB = Blur(b.Square(), window) - squareB, together = Blur(a * b, window) - both;
        double c1 = Math.Pow(0.01 * range, 2), c2 = Math.Pow(0.03 * range, 2);
        Tensor similarity = ((both * 2) + c1) * ((together * 2) + c2) / ((squareA + squareB + c1) * (spreadA + spreadB + c2));
        Gather(similarity.Mean().Item() * images, images);
    }

    static Tensor Planes(Tensor x) => x.To(DType.Float64).Reshape(x.Shape[0] * x.Shape[1], 1, x.Shape[2], x.Shape[3]);

    // The window is a product of a column and a row.
    static Tensor Blur(Tensor x, Tensor window) => x.Conv2d(window.Reshape(1, 1, Width, 1)).Conv2d(window.Reshape(1, 1, 1, Width));

    static Tensor Window()
    {
        var weights = new double[Width];
        for (int i = 0; i < Width; i++) weights[i] = Math.Exp(-Math.Pow(i - (Width / 2), 2) / (2 * Sigma * Sigma));
        double total = weights.Sum();
        return Tensor.From(Array.ConvertAll(weights, weight => weight / total));
    }
}
