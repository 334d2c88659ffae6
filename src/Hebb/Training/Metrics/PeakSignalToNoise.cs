namespace Hebb.Training;

/// <summary>The peak signal-to-noise ratio 10 log₁₀(range²/MSE) in decibels, of each image, averaged over the images; +∞ if one is without any error.</summary>
/// <param name="range">The distance between the least and the largest value that a pixel can have: 1, or 255 for bytes.</param>
/// <exception cref="ArgumentOutOfRangeException">The range is not above 0.</exception>
public sealed class PeakSignalToNoise(double range = 1) : RunningMean
{
    readonly double range = ElementBatch.Range(range);

    /// <inheritdoc/>
    public override string Name => "PSNR";

    /// <summary>Takes in images of the same shape [n, ..], the first axis counting them.</summary>
    /// <param name="prediction">The images.</param>
    /// <param name="target">What they should be.</param>
    /// <exception cref="ShapeException">The shapes differ, or the images have no values.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        Tensor difference = ElementBatch.Difference("PeakSignalToNoise", prediction, target);
        if (difference.Rank < 2) throw new ShapeException($"PeakSignalToNoise takes images of shape [n, ..]; it got {prediction.Shape}.", "Put an axis in front of a single image: image.Unsqueeze(0).");
        int images = difference.Shape[0];
        if (images == 0) return;
        foreach (double error in difference.Square().Reshape(images, difference.Count / images).Mean(1).ToArray<double>()) Gather(10 * Math.Log10(range * range / error), 1);
    }
}
