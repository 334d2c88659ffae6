namespace Hebb.Nn;

/// <summary>One step of a <see cref="GRU"/>, for loops of one's own; for the names see <see cref="RecurrentCell"/>. Gates in the order r, z, n.</summary>
/// <param name="inputSize">The length of the input's last axis.</param>
/// <param name="hiddenSize">The length of a state.</param>
/// <param name="bias">Whether the biases are there.</param>
/// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class GRUCell(int inputSize, int hiddenSize, bool bias = true, Generator? generator = null) : RecurrentCell(3, inputSize, hiddenSize, bias, generator)
{
    /// <summary>The state after one step.</summary>
    /// <param name="x">Shape [n, in], or [in] for a single example.</param>
    /// <param name="hidden">The state before, shape [n, hidden] or [hidden]; null for zeros.</param>
    /// <returns>Shape [n, hidden] or [hidden].</returns>
    /// <exception cref="ShapeException">x or the state has another shape.</exception>
    /// <exception cref="DTypeException">x or the state has another type than the weights.</exception>
    public Tensor Forward(Tensor x, Tensor? hidden) => Run(x, hidden, null).Hidden;

    private protected override (Tensor Hidden, Tensor? Cell) Step(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias) =>
        (Ops.GruSequence(inputs, hidden, weight, bias, reverse: false).Squeeze(0), null);
}
