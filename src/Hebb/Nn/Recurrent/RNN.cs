namespace Hebb.Nn;

/// <summary>Plain recurrent layers: h' = f(W_ih x + b_ih + W_hh h + b_hh), with f = tanh or ReLU. For the names see <see cref="RecurrentLayer"/>.</summary>
/// <remarks>Elman: Finding structure in time (Cognitive Science 14, 1990).</remarks>
public sealed class RNN : RecurrentLayer
{
    readonly bool relu;

    /// <summary>Makes the layers with random weights.</summary>
    /// <param name="inputSize">The number of values in one step of the input.</param>
    /// <param name="hiddenSize">The length of a state.</param>
    /// <param name="numLayers">The number of layers on top of each other.</param>
    /// <param name="nonlinearity">f: <see cref="Nonlinearity.Tanh"/> or <see cref="Nonlinearity.Relu"/>.</param>
    /// <param name="bias">Whether the biases are there.</param>
    /// <param name="batchFirst">Whether inputs and outputs are [n, steps, ..] instead of [steps, n, ..].</param>
    /// <param name="dropout">The probability with which training drops an element of the output of each layer but the last.</param>
    /// <param name="bidirectional">Whether each layer also runs from the end to the beginning.</param>
    /// <param name="generator">Where initial values and dropout come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, the dropout outside [0, 1], or f another function.</exception>
    public RNN(
        int inputSize, int hiddenSize, int numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, Generator? generator = null)
        : base(1, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, generator) => relu = RNNCell.IsRelu(nonlinearity);

    /// <summary>The states of the last layer at every step, and the last states of all layers.</summary>
    /// <param name="x">Shape [steps, n, in] ([n, steps, in] with batchFirst), or [steps, in] for a single sequence.</param>
    /// <param name="hidden">The first states, shape [layers · directions, n, hidden] ([layers · directions, hidden] for a single sequence); null for zeros.</param>
    /// <returns>Output: the shape of x with hidden · directions on its last axis. Hidden: the last states, in the shape of the first.</returns>
    /// <exception cref="ShapeException">x has another rank or last axis, or no steps, or the states another shape.</exception>
    /// <exception cref="DTypeException">x or the states have another type than the weights.</exception>
    public (Tensor Output, Tensor Hidden) Forward(Tensor x, Tensor? hidden)
    {
        (Tensor output, Tensor last, _) = Run(x, hidden, null);
        return (output, last);
    }

    private protected override bool HasCell => false;

    private protected override (Tensor States, Tensor? LastCell) Steps(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias, bool reverse) =>
        (Ops.RnnSequence(inputs, hidden, weight, bias, relu, reverse), null);

    /// <inheritdoc/>
    protected override string Describe() => relu ? base.Describe() + ", nonlinearity='relu'" : base.Describe();
}
