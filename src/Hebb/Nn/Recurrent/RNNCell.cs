namespace Hebb.Nn;

/// <summary>One step of an <see cref="RNN"/>, for loops of one's own; for the names see <see cref="RecurrentCell"/>.</summary>
public sealed class RNNCell : RecurrentCell
{
    readonly bool relu;

    /// <summary>Makes the cell with random weights.</summary>
    /// <param name="inputSize">The length of the input's last axis.</param>
    /// <param name="hiddenSize">The length of a state.</param>
    /// <param name="bias">Whether the biases are there.</param>
    /// <param name="nonlinearity">f: <see cref="Nonlinearity.Tanh"/> or <see cref="Nonlinearity.Relu"/>.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or f another function.</exception>
    public RNNCell(int inputSize, int hiddenSize, bool bias = true, Nonlinearity nonlinearity = Nonlinearity.Tanh, Generator? generator = null)
        : base(1, inputSize, hiddenSize, bias, generator) => relu = IsRelu(nonlinearity);

    /// <summary>The state after one step.</summary>
    /// <param name="x">Shape [n, in], or [in] for a single example.</param>
    /// <param name="hidden">The state before, shape [n, hidden] or [hidden]; null for zeros.</param>
    /// <returns>Shape [n, hidden] or [hidden].</returns>
    /// <exception cref="ShapeException">x or the state has another shape.</exception>
    /// <exception cref="DTypeException">x or the state has another type than the weights.</exception>
    public Tensor Forward(Tensor x, Tensor? hidden) => Run(x, hidden, null).Hidden;

    internal static bool IsRelu(Nonlinearity nonlinearity) => nonlinearity switch
    {
        Nonlinearity.Tanh => false,
        Nonlinearity.Relu => true,
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "The function of a plain recurrent layer is Tanh or ReLU; GRU and LSTM have gates."),
    };

    private protected override (Tensor Hidden, Tensor? Cell) Step(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias) =>
        (Ops.RnnSequence(inputs, hidden, weight, bias, relu, reverse: false).Squeeze(0), null);

    /// <inheritdoc/>
    protected override string Describe() => relu ? base.Describe() + ", nonlinearity=relu" : base.Describe();
}
