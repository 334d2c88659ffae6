using Hebb.Formats;

namespace Hebb.Labs;

/// <summary>
/// A network of four layers and no biases takes two digits and one step of gradient descent: its outputs and its changed weights are those of a course's grading
/// sheet. That sheet passes gradients back through weights that were changed a moment before; the true gradient stands beside it.
/// </summary>
internal sealed class MlpGrading : Lab
{
    const string File = "seed002_mlp.npz";
    const double Bound = 5e-9;

    // Half a unit in the last of the eight printed decimals, and a little for the rounding of the comparison itself.
    const double HalfDigit = 5.0001e-9;

    // The step of 0.5 for the mean over the two digits.
    const double Step = 0.25;
    static readonly int[] Sizes = [784, 128, 128, 128, 10];
    static readonly ulong[] Seeds = [4803, 8803, 4803, 4803];

    /// <inheritdoc/>
    public override string Name => "mlp-grading";

    /// <inheritdoc/>
    public override string Title => "One step of a network, to the last digit";

    /// <inheritdoc/>
    public override string Description => "Two digits, four layers, one step: a grading sheet, and the true gradient.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["formats", Path.Combine("..", "reference", "formats")];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        Dictionary<string, Tensor> sheet = Npz.Load(lab.DataFile(File, "the grading sheet's two digits and values"));
        Tensor x = sheet["x"].To(DType.Float64), target = sheet["labels"].To(DType.Int64).OneHot(Sizes[^1]).To(DType.Float64);
        Tensor[] weights = [.. Seeds.Select((seed, i) => Weights(seed, Sizes[i], Sizes[i + 1]).WithGrad())];

        var table = new LabResult();
        Tensor[] states = States(x, weights);
        Tensor probabilities = states[^1].Softmax(1);
        table.AtMost("outputs, 2×10", "the sheet's values", Distance(probabilities, sheet["probs"]), Bound);

        // Cross-entropy of the sigmoids' softmax, summed over the two digits: the tape's gradient.
        (-(probabilities.Log() * target).Sum()).Backward();
        Tensor[] inOrder = InTheSheetsOrder(states, weights, target);
        for (int i = 0; i < weights.Length; i++)
        {
            Tensor trueStep = weights[i].Detach() - (Step * weights[i].Grad!);
            table.AtMost($"W{i} after the true gradient's step", "computed to 16 digits", Distance(Corner(trueStep), sheet[$"W{i}_true_rows0_1"]), Bound);
            table.AtMost($"W{i} after the sheet's step", "8 printed decimals", Distance(Corner(inOrder[i]), sheet[$"W{i}_printed"]), HalfDigit);
            double apart = Distance(trueStep, inOrder[i]);
            table.Inform($"W{i}: the sheet's step against the true one", i == weights.Length - 1 ? "the same" : "another direction", $"up to {LabResult.Number(apart)} apart");
        }

        lab.Show("outputs", probabilities.Detach());
        Describe(lab, x, probabilities, inOrder, weights);
        return table;
    }

    // W = 2u − 1 with u from NumPy's default_rng(seed).random((inputs, outputs)).
    static Tensor Weights(ulong seed, int inputs, int outputs) => (Tensor.From(new NumPyGenerator(seed).Random(inputs * outputs), [inputs, outputs]) * 2) - 1;

    // The input and the sigmoids of every layer, the last included.
    static Tensor[] States(Tensor x, Tensor[] weights)
    {
        var states = new Tensor[weights.Length + 1];
        states[0] = x;
        for (int i = 0; i < weights.Length; i++) states[i + 1] = states[i].MatMul(weights[i]).Sigmoid();
        return states;
    }

    // Back through the layers by hand, each weight changed before the slope goes through it.
    static Tensor[] InTheSheetsOrder(Tensor[] states, Tensor[] weights, Tensor target)
    {
        using var quiet = Autograd.NoGrad();
        var changed = new Tensor[weights.Length];
        Tensor slope = states[^1].Softmax(1) - target;
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            slope = slope * states[i + 1] * (1 - states[i + 1]);
            changed[i] = weights[i] - (Step * states[i].T.MatMul(slope));
            slope = slope.MatMul(changed[i].T);
        }

        return changed;
    }

    static Tensor Corner(Tensor weights) => weights[..2, ..5];

    static double Distance(Tensor a, Tensor b) => a.Shape == b.Shape ? (a.Detach() - b).Abs().Max().Item() : double.NaN;

    static void Describe(LabContext lab, Tensor x, Tensor probabilities, Tensor[] changed, Tensor[] weights)
    {
        lab.Page.Heading("The two digits")
            .Figure(new Plots.ImageGrid { Scale = 4, Map = Plots.ColorMap.Ink }.Images(x.Reshape(2, 28, 28), ["labelled 6", "labelled 5"]), "The inputs, pixels from 0 to 1.")
            .Figure(
                new Plots.BarChart("What the network makes of them", [.. Enumerable.Range(0, 10).Select(k => $"{k}")]) { YTitle = "probability", XTitle = "class", ShowValues = false }
                    .Bars("first", probabilities[0].Detach()).Bars("second", probabilities[1].Detach()),
                "Before learning. The softmax of sigmoids can never be sharper than e : 1.");
        var chart = new Plots.HeatMap("How the first hidden layer's weights to the second changed", (changed[1] - weights[1].Detach())[..24, ..24])
        {
            Map = Plots.ColorMap.Diverging,
            ShowValues = false,
            XTitle = "to unit",
            YTitle = "from unit",
            ValueTitle = "change",
        };
        lab.Page.Heading("The step").Text(
            "The sheet goes through the layers from the last to the first. At each it changes the weights, and then sends the slope through the changed ones. "
            + "That is not the gradient: for all layers but the last the step points elsewhere, by little, because the step is short.")
            .Figure(chart, "The sheet's step for the first 24 units of both layers.");
    }
}
