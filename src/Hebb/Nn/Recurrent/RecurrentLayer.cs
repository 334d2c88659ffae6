using System.Globalization;

namespace Hebb.Nn;

/// <summary>
/// What the recurrent layers share: several layers on top of each other, in one or both directions. State, for each layer k and, with "_reverse" behind it, each backward
/// direction: weight_ih_lk [gates · hidden, in], weight_hh_lk [gates · hidden, hidden], bias_ih_lk and bias_hh_lk [gates · hidden], as in PyTorch. All begin uniformly in ±1/√hidden.
/// </summary>
/// <remarks>The products with the inputs of all steps are made at once, for each layer and direction; only the products with the states go step by step.</remarks>
public abstract class RecurrentLayer : Module
{
    // Far beyond what anyone stacks, and few enough to make in a moment.
    const int MaxLayers = 1 << 12;

    readonly Parameter[] inputWeights, stateWeights;
    readonly Parameter[]? inputBiases, stateBiases;
    readonly Generator? generator;

    private protected RecurrentLayer(
        int gates, int inputSize, int hiddenSize, int numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional, Generator? generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numLayers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numLayers, MaxLayers);
        if (!(dropout is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "The dropout between recurrent layers is the probability that an element becomes 0; it lies between 0 and 1.");
        (InputSize, HiddenSize, NumLayers, BatchFirst, Dropout, IsBidirectional, this.generator) = (inputSize, hiddenSize, numLayers, batchFirst, dropout, bidirectional, generator);
        int runs = numLayers * Directions, rows = Shape.Checked((long)gates * hiddenSize, "The rows of a recurrent weight");
        double bound = 1 / Math.Sqrt(hiddenSize);
        (inputWeights, stateWeights) = (new Parameter[runs], new Parameter[runs]);
        if (bias) (inputBiases, stateBiases) = (new Parameter[runs], new Parameter[runs]);
        for (int run = 0; run < runs; run++)
        {
            int layer = run / Directions, width = layer == 0 ? inputSize : Shape.Checked((long)hiddenSize * Directions, "The input of the next layer");
            string end = string.Create(CultureInfo.InvariantCulture, $"l{layer}{(run % Directions == 1 ? "_reverse" : string.Empty)}");
            inputWeights[run] = AddParameter($"weight_ih_{end}", Tensor.Rand([rows, width], -bound, bound, generator));
            stateWeights[run] = AddParameter($"weight_hh_{end}", Tensor.Rand([rows, hiddenSize], -bound, bound, generator));
            if (inputBiases is null || stateBiases is null) continue;
            inputBiases[run] = AddParameter($"bias_ih_{end}", Tensor.Rand([rows], -bound, bound, generator));
            stateBiases[run] = AddParameter($"bias_hh_{end}", Tensor.Rand([rows], -bound, bound, generator));
        }
    }

    /// <summary>The length of the input's last axis.</summary>
    public int InputSize { get; }

    /// <summary>The length of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>The number of layers on top of each other.</summary>
    public int NumLayers { get; }

    /// <summary>Whether inputs and outputs are [n, steps, ..] instead of [steps, n, ..]. States are [runs, n, hidden] in any case.</summary>
    public bool BatchFirst { get; }

    /// <summary>The probability with which training drops an element of the output of each layer but the last.</summary>
    public double Dropout { get; }

    /// <summary>Whether each layer also runs from the end to the beginning.</summary>
    public bool IsBidirectional { get; }

    /// <inheritdoc/>
    protected override Generator? RandomSource => generator;

    /// <summary>The states of the last layer at every step, from states of zeros: what a following layer wants.</summary>
    /// <param name="x">Shape [steps, n, in] ([n, steps, in] with <see cref="BatchFirst"/>), or [steps, in] for a single sequence.</param>
    /// <returns>The shape of x with hidden · directions on its last axis.</returns>
    /// <exception cref="ShapeException">x has another rank or last axis, or no steps.</exception>
    /// <exception cref="DTypeException">x has another type than the weights.</exception>
    public override Tensor Forward(Tensor x) => Run(x, null, null).Output;

    private protected int Directions => IsBidirectional ? 2 : 1;

    /// <summary>One layer in one direction, from the inputs' products.</summary>
    /// <returns>All hidden states [steps, n, hidden], and the last cell state [n, hidden] of those that have one.</returns>
    private protected abstract (Tensor States, Tensor? LastCell) Steps(Tensor inputs, Tensor hidden, Tensor? cell, Tensor weight, Tensor? bias, bool reverse);

    private protected abstract bool HasCell { get; }

    private protected (Tensor Output, Tensor Hidden, Tensor? Cell) Run(Tensor x, Tensor? hidden, Tensor? cell)
    {
        ArgumentNullException.ThrowIfNull(x);
        bool isHooked = IsHooked();
        if (isHooked) x = Before(x);
        Tensor sequence = Sequence(x);
        int steps = sequence.Shape[0], n = sequence.Shape[1], runs = NumLayers * Directions;
        hidden = State(x, hidden, runs, n, "hidden");
        if (HasCell) cell = State(x, cell, runs, n, "cell");
        Tensor[] lastHidden = new Tensor[runs], lastCell = new Tensor[runs], outputs = new Tensor[Directions];
        for (int run = 0; run < runs; run++)
        {
            bool isReverse = run % Directions == 1;
            Tensor inputs = sequence.Linear(inputWeights[run].Tensor, inputBiases?[run].Tensor);
            (Tensor states, Tensor? ended) = Steps(inputs, hidden.Select(0, run), cell?.Select(0, run), stateWeights[run].Tensor, stateBiases?[run].Tensor, isReverse);
            lastHidden[run] = states.Select(0, isReverse ? 0 : steps - 1);
            if (ended is not null) lastCell[run] = ended;
            outputs[run % Directions] = states;
            if (run % Directions != Directions - 1) continue;
            sequence = IsBidirectional ? Tensor.Cat(outputs, 2) : states;
            if (run < runs - 1 && IsTraining && Dropout > 0) sequence = sequence.Dropout(Dropout, training: true, generator);
        }

        bool isSingle = x.Rank == 2;
        Tensor output = isSingle ? sequence.Squeeze(1) : BatchFirst ? sequence.Transpose(0, 1) : sequence;
        if (isHooked) output = After(x, output);
        return (output, Joined(lastHidden, isSingle), HasCell ? Joined(lastCell, isSingle) : null);
    }

    // As [steps, n, in], whatever the layout.
    Tensor Sequence(Tensor x)
    {
        string layout = BatchFirst ? $"[n, steps, {InputSize}]" : $"[steps, n, {InputSize}]";
        if (x.Rank is not (2 or 3))
            throw new ShapeException($"{this} takes sequences of shape {layout}, or a single one of shape [steps, {InputSize}]; it got {x.Shape}.", x.Rank == 4 ? "Images become sequences of rows: x.Squeeze(1) of [n, 1, h, w] with batchFirst: true." : null);
        if (x.Shape[-1] != InputSize)
            throw new ShapeException($"{this} got an input of shape {x.Shape}: its last axis must be {InputSize}, the input size.", x.Rank == 3 && x.Shape[1] == InputSize ? "Are the features on axis 1? Transpose(1, 2) brings them to the end." : "The input size is the number of values in one step.");
        Tensor sequence = x.Rank == 2 ? x.Unsqueeze(1) : BatchFirst ? x.Transpose(0, 1) : x;
        if (sequence.Shape[0] == 0) throw new ShapeException($"{this} got an empty sequence, of shape {x.Shape}; it needs at least one step.", $"The steps are on axis {(x.Rank == 3 && BatchFirst ? 1 : 0)}.");
        return sequence;
    }

    Tensor State(Tensor x, Tensor? given, int runs, int n, string name)
    {
        if (given is null) return Tensor.Zeros([runs, n, HiddenSize], x.DType);
        bool isSingle = x.Rank == 2;
        Shape wanted = isSingle ? [runs, HiddenSize] : [runs, n, HiddenSize];
        if (given.Shape != wanted)
        {
            throw new ShapeException(
                $"The first {name} state of {this} must have shape {wanted} ({NumLayers} layers · {Directions} directions{(isSingle ? string.Empty : $", {n} sequences")}, {HiddenSize} values) for an input of shape {x.Shape}; it has {given.Shape}.",
                given.Rank == 2 && !isSingle ? "Unsqueeze(0) adds the axis of the layers." : BatchFirst ? "States keep the layers on axis 0, with batchFirst too." : null);
        }

        if (given.DType != x.DType) throw new DTypeException($"The first {name} state of {this} is {given.DType}, the input {x.DType}.", $"Convert it: state.To(DType.{x.DType}).");
        return isSingle ? given.Unsqueeze(1) : given;
    }

    static Tensor Joined(Tensor[] states, bool isSingle)
    {
        Tensor joined = states.Length == 1 ? states[0].Unsqueeze(0) : Tensor.Stack(states);
        return isSingle ? joined.Squeeze(1) : joined;
    }

    /// <inheritdoc/>
    protected override string Describe()
    {
        string text = $"{InputSize}, {HiddenSize}";
        if (NumLayers != 1) text += $", num_layers={NumLayers}";
        if (inputBiases is null) text += ", bias=False";
        if (BatchFirst) text += ", batch_first=True";
        if (Dropout != 0) text += string.Create(CultureInfo.InvariantCulture, $", dropout={Dropout}");
        return IsBidirectional ? text + ", bidirectional=True" : text;
    }
}
