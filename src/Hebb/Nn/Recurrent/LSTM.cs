namespace Hebb.Nn;

/// <summary>
/// Long short-term memories: i, f, o = σ(W_i· x + b_i· + W_h· h + b_h·), c̃ = tanh(likewise), c' = f · c + i · c̃, h' = o · tanh c'. The gates stand in the parameters
/// in the order i, f, c̃, o. For the names see <see cref="RecurrentLayer"/>.
/// </summary>
/// <param name="inputSize">The number of values in one step of the input.</param>
/// <param name="hiddenSize">The length of a state.</param>
/// <param name="numLayers">The number of layers on top of each other.</param>
/// <param name="bias">Whether the biases are there.</param>
/// <param name="batchFirst">Whether inputs and outputs are [n, steps, ..] instead of [steps, n, ..].</param>
/// <param name="dropout">The probability with which training drops an element of the output of each layer but the last.</param>
/// <param name="bidirectional">Whether each layer also runs from the end to the beginning.</param>
/// <param name="generator">Where initial values and dropout come from; <see cref="Generator.Default"/> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the dropout outside [0, 1].</exception>
/// <remarks>Hochreiter and Schmidhuber: Long short-term memory (Neural Computation 9, 1997).</remarks>
public sealed class LSTM(
    int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Generator? generator = null)
    : RecurrentLayer(4, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, generator)
{
    /// <summary>The hidden states of the last layer at every step, and the last hidden and cell states of all layers.</summary>
    /// <param name="x">Shape [steps, n, in] ([n, steps, in] with batchFirst), or [steps, in] for a single sequence.</param>
    /// <param name="state">The first states, each of shape [layers · directions, n, hidden] ([layers · directions, hidden] for a single sequence); null for zeros.</param>
    /// <returns>Output: the shape of x with hidden · directions on its last axis. Hidden and Cell: the last states, in the shapes of the first.</returns>
    /// <exception cref="ShapeException">x has another rank or last axis, or no steps, or the states another shape.</exception>
    /// <exception cref="DTypeException">x or the states have another type than the weights.</exception>
    /// <example><code>
    /// (Tensor output, Tensor hidden, Tensor cell) = lstm.Forward(x, null);
    /// (output, hidden, cell) = lstm.Forward(next, (hidden, cell));
    /// </code></example>
    public (Tensor Output, Tensor Hidden, Tensor Cell) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state)
    {
        (Tensor output, Tensor hidden, Tensor? cell) = Run(x, state?.Hidden, state?.Cell);
        return (output, hidden, cell!);
    }

    private protected override bool HasCell => true;

    private protected override (Tensor States, Tensor? LastCell) Steps(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias, bool reverse)
    {
        Tensor both = Ops.LstmSequence(inputs, hidden, cell!, weight, bias, reverse);
        return (both.Select(0, 0), both.Select(0, 1).Select(0, reverse ? 0 : -1));
    }
}
