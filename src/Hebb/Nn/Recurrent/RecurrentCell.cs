namespace Hebb.Nn;

/// <summary>
/// What single steps of recurrent layers share. State: weight_ih [gates · hidden, in], weight_hh [gates · hidden, hidden], bias_ih and bias_hh [gates · hidden], as in PyTorch.
/// All begin uniformly in ±1/√hidden. A whole sequence is faster in the layer (<see cref="RNN"/>, <see cref="GRU"/>, <see cref="LSTM"/>).
/// </summary>
public abstract class RecurrentCell : Module
{
    private protected RecurrentCell(int gates, int inputSize, int hiddenSize, bool bias, Generator? generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        (InputSize, HiddenSize) = (inputSize, hiddenSize);
        int rows = Shape.Checked((long)gates * hiddenSize, "The rows of a recurrent weight");
        double bound = 1 / Math.Sqrt(hiddenSize);
        InputWeight = AddParameter("weight_ih", Tensor.Rand([rows, inputSize], -bound, bound, generator));
        StateWeight = AddParameter("weight_hh", Tensor.Rand([rows, hiddenSize], -bound, bound, generator));
        if (!bias) return;
        InputBias = AddParameter("bias_ih", Tensor.Rand([rows], -bound, bound, generator));
        StateBias = AddParameter("bias_hh", Tensor.Rand([rows], -bound, bound, generator));
    }

    /// <summary>The length of the input's last axis.</summary>
    public int InputSize { get; }

    /// <summary>The length of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>weight_ih, shape [gates · hidden, in].</summary>
    public Parameter InputWeight { get; }

    /// <summary>weight_hh, shape [gates · hidden, hidden].</summary>
    public Parameter StateWeight { get; }

    /// <summary>bias_ih, shape [gates · hidden]; null for a cell without biases.</summary>
    public Parameter? InputBias { get; }

    /// <summary>bias_hh, shape [gates · hidden]; null for a cell without biases.</summary>
    public Parameter? StateBias { get; }

    /// <summary>The hidden state after one step from a state of zeros.</summary>
    /// <param name="x">Shape [n, in], or [in] for a single example.</param>
    /// <returns>Shape [n, hidden] or [hidden].</returns>
    /// <exception cref="ShapeException">x has another shape.</exception>
    /// <exception cref="DTypeException">x has another type than the weights.</exception>
    public override Tensor Forward(Tensor x) => Run(x, null, null).Hidden;

    private protected virtual bool HasCell => false;

    /// <summary>The step itself, from the input's product of shape [1, n, gates · hidden].</summary>
    private protected abstract (Tensor Hidden, Tensor? Cell) Step(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias);

    private protected (Tensor Hidden, Tensor? Cell) Run(Tensor x, Tensor? hidden, Tensor? cell)
    {
        ArgumentNullException.ThrowIfNull(x);
        bool isHooked = IsHooked();
        if (isHooked) x = Before(x);
        if (x.Rank is not (1 or 2)) throw new ShapeException($"{this} takes one step, of shape [n, {InputSize}] or [{InputSize}]; it got {x.Shape}.", x.Rank == 3 ? "The layers RNN, GRU and LSTM take whole sequences." : null);
        if (x.Shape[-1] != InputSize) throw new ShapeException($"{this} got an input of shape {x.Shape}: its last axis must be {InputSize}, the input size.");
        bool isSingle = x.Rank == 1;
        Tensor rows = isSingle ? x.Unsqueeze(0) : x;
        hidden = State(x, hidden, "hidden");
        if (HasCell) cell = State(x, cell, "cell");
        (Tensor next, Tensor? nextCell) = Step(rows.Linear(InputWeight.Tensor, InputBias?.Tensor).Unsqueeze(0), hidden, cell, StateWeight.Tensor, StateBias?.Tensor);
        if (isSingle) (next, nextCell) = (next.Squeeze(0), nextCell?.Squeeze(0));
        if (isHooked) next = After(x, next);
        return (next, nextCell);
    }

    Tensor State(Tensor x, Tensor? given, string name)
    {
        bool isSingle = x.Rank == 1;
        int n = isSingle ? 1 : x.Shape[0];
        if (given is null) return Tensor.Zeros([n, HiddenSize], x.DType);
        Shape wanted = isSingle ? [HiddenSize] : [n, HiddenSize];
        if (given.Shape != wanted) throw new ShapeException($"The {name} state of {this} must have shape {wanted} for an input of shape {x.Shape}; it has {given.Shape}.");
        if (given.DType != x.DType) throw new DTypeException($"The {name} state of {this} is {given.DType}, the input {x.DType}.", $"Convert it: state.To(DType.{x.DType}).");
        return isSingle ? given.Unsqueeze(0) : given;
    }

    /// <inheritdoc/>
    protected override string Describe() => $"{InputSize}, {HiddenSize}{(InputBias is null ? ", bias=False" : string.Empty)}";
}
