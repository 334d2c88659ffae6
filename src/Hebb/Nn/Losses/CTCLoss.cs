namespace Hebb.Nn;

/// <summary>
/// Connectionist temporal classification (Graves et al. 2006) from log-probabilities [frames, rows, classes]: −ln of the probability that the frames spell the
/// labels. Infinite for targets that do not fit into their frames; see <see cref="Ops.CtcLoss(Tensor, Tensor, ReadOnlySpan{int}, ReadOnlySpan{int}, int, Reduction, bool)"/>.
/// </summary>
/// <param name="blank">The class that stands for no label.</param>
/// <param name="reduction">How the losses become one number; the mean divides each by its number of labels first.</param>
/// <param name="zeroInfinity">Whether infinite losses count as 0, with no gradient.</param>
public sealed class CTCLoss(int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
{
    /// <summary>The loss.</summary>
    /// <param name="logProbabilities">Shape [frames, rows, classes], or [frames, classes] for one row.</param>
    /// <param name="targets">Int64 labels [rows, longest], padded; or all of them in a row.</param>
    /// <param name="inputLengths">How many frames of each row count.</param>
    /// <param name="targetLengths">How many labels each row has.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each row.</returns>
    /// <exception cref="ShapeException">Shapes or lengths do not fit each other.</exception>
    /// <exception cref="IndexException">A label is no class, or is the blank.</exception>
    public Tensor Forward(Tensor logProbabilities, Tensor targets, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths) =>
        logProbabilities.CtcLoss(targets, inputLengths, targetLengths, blank, reduction, zeroInfinity);

    /// <summary>The loss, with the lengths in tensors of integers.</summary>
    /// <param name="logProbabilities">Shape [frames, rows, classes], or [frames, classes] for one row.</param>
    /// <param name="targets">Int64 labels [rows, longest], padded; or all of them in a row.</param>
    /// <param name="inputLengths">Shape [rows].</param>
    /// <param name="targetLengths">Shape [rows].</param>
    /// <returns>A scalar, or, without a reduction, one loss for each row.</returns>
    /// <exception cref="ShapeException">Shapes or lengths do not fit each other.</exception>
    /// <exception cref="IndexException">A label is no class, or is the blank.</exception>
    public Tensor Forward(Tensor logProbabilities, Tensor targets, Tensor inputLengths, Tensor targetLengths) =>
        logProbabilities.CtcLoss(targets, inputLengths, targetLengths, blank, reduction, zeroInfinity);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => "CTCLoss()";
}
