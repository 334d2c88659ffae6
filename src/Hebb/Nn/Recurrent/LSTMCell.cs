namespace Hebb.Nn;

/// <summary>One step of an <see cref="LSTM"/>, for loops of one's own; for the names see <see cref="RecurrentCell"/>. Gates in the order i, f, c̃, o.</summary>
/// <param name="inputSize">The length of the input's last axis.</param>
/// <param name="hiddenSize">The length of a state.</param>
/// <param name="bias">Whether the biases are there.</param>
/// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class LSTMCell(int inputSize, int hiddenSize, bool bias = true, Generator? generator = null) : RecurrentCell(4, inputSize, hiddenSize, bias, generator)
{
    /// <summary>The states after one step.</summary>
    /// <param name="x">Shape [n, in], or [in] for a single example.</param>
    /// <param name="state">The states before, each of shape [n, hidden] or [hidden]; null for zeros.</param>
    /// <returns>Each of shape [n, hidden] or [hidden].</returns>
    /// <exception cref="ShapeException">x or a state has another shape.</exception>
    /// <exception cref="DTypeException">x or a state has another type than the weights.</exception>
    public (Tensor Hidden, Tensor Cell) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state)
    {
        (Tensor hidden, Tensor? cell) = Run(x, state?.Hidden, state?.Cell);
        return (hidden, cell!);
    }

    private protected override bool HasCell => true;

    private protected override (Tensor Hidden, Tensor? Cell) Step(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias)
    {
        Tensor both = Ops.LstmSequence(inputs, hidden, cell!, weight, bias, reverse: false).Squeeze(1);
        return (both.Select(0, 0), both.Select(0, 1));
    }
}
