namespace Hebb.Data;

/// <summary>
/// Changes batches on their way out of a <see cref="DataLoader"/>: images are cropped and flipped, targets mixed. It runs on the loader's workers, several
/// batches at once, so it must be safe to call from several threads.
/// </summary>
public interface IBatchTransform
{
    /// <summary>The changed batch; the one that came is not changed in place.</summary>
    /// <param name="batch">Some samples.</param>
    /// <param name="randomness">Where its randomness comes from: use nothing else, and the batches do not depend on who made them.</param>
    Batch Apply(Batch batch, BatchRandomness randomness);
}
