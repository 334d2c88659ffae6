namespace Hebb.Backends;

/// <content>Sequences.</content>
internal abstract partial class Backend
{
    /// <summary>
    /// −ln of the probability that a sequence of frames spells each row's labels with any number of blanks and repetitions between them (connectionist temporal
    /// classification), +∞ where it cannot. Computed in logarithms and double precision.
    /// </summary>
    /// <param name="logProbabilities">Shape [frames, rows, classes].</param>
    /// <param name="labels">Int64 of one axis: the labels of all rows one after another, each a class and none the blank.</param>
    /// <param name="frameCounts">How many frames of each row count.</param>
    /// <param name="labelCounts">How many labels each row has.</param>
    /// <param name="blank">The class of the blank.</param>
    /// <param name="wantsOccupancy">Whether the second result is needed.</param>
    /// <returns>
    /// Losses [rows]; and, if wanted, the probability of each class at each frame given the labels, [frames, rows, classes], which is the negative gradient with
    /// respect to the log-probabilities: 0 beyond a row's frames and for rows whose loss is infinite.
    /// </returns>
    internal abstract (TensorData Losses, TensorData? Occupancy) Ctc(
        TensorData logProbabilities, TensorData labels, ReadOnlySpan<int> frameCounts, ReadOnlySpan<int> labelCounts, int blank, bool wantsOccupancy);
}
