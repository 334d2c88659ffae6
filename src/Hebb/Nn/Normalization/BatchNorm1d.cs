namespace Hebb.Nn;

/// <summary>Batch normalisation of vectors [n, features] or sequences [n, features, length]; see <see cref="BatchNorm"/> for its state.</summary>
/// <param name="numFeatures">The number of features.</param>
/// <param name="eps">ε, added to the variance.</param>
/// <param name="momentum">The share of a batch's statistics in the running ones; null for the plain average over all batches.</param>
/// <param name="affine">Whether weight and bias are there.</param>
/// <param name="trackRunningStats">Whether running statistics are kept.</param>
/// <param name="unbiasedRunning">Whether the running variance collects n/(n − 1) · σ², as in PyTorch, or σ² itself.</param>
/// <remarks>Ioffe and Szegedy: Batch normalization: accelerating deep network training by reducing internal covariate shift (2015).</remarks>
public sealed class BatchNorm1d(int numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true, bool unbiasedRunning = true)
    : BatchNorm(numFeatures, eps, momentum, affine, trackRunningStats, unbiasedRunning)
{
    private protected override void CheckRank(Tensor x)
    {
        if (x.Rank is not (2 or 3))
            throw new ShapeException($"BatchNorm1d({NumFeatures}) takes an input of shape [n, {NumFeatures}] or [n, {NumFeatures}, length]; it got {x.Shape}.", x.Rank == 4 ? "Use BatchNorm2d for images." : null);
    }
}
