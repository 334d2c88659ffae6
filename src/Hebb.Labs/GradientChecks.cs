using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>Central differences against the backward pass, for every parameter of four networks and losses.</summary>
internal sealed class GradientChecks : Lab
{
    const string Reference = "1e-8 … 1e-12";
    const double Bound = 1e-6;

    /// <inheritdoc/>
    public override string Name => "gradient-check";

    /// <inheritdoc/>
    public override string Title => "Gradient check";

    /// <inheritdoc/>
    public override string Description => "Every parameter's gradient against central differences, for four networks.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Seed = 0, BatchSize = 8 };

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var generator = new Generator(lab.Seed);
        Tensor x = Tensor.Randn([lab.BatchSize, 6], generator: generator, dtype: DType.Float64);
        Tensor target = Tensor.Randn([lab.BatchSize, 3], generator: generator, dtype: DType.Float64);
        Tensor share = target.Sigmoid();
        Tensor labels = Tensor.From(generator.Permutation(lab.BatchSize).Select(i => i % 3L).ToArray());

        var table = new LabResult();
        var chart = new ScatterChart("Error of every parameter's gradient") { XTitle = "parameter", YTitle = "largest relative error", YScale = AxisScale.Log, YRange = (1e-14, 1e-5) };
        Check("sigmoid, cross-entropy", new Sequential(Layer(6, 10), new Sigmoid(), Layer(10, 3)), y => y.CrossEntropy(labels));
        Check("tanh, mean squared error", new Sequential(Layer(6, 10), new Tanh(), Layer(10, 8), new Tanh(), Layer(8, 3)), y => y.MseLoss(target));
        Check("softplus, binary cross-entropy", new Sequential(Layer(6, 10), new Softplus(), Layer(10, 3)), y => y.BceWithLogits(share));
        Check("GELU, log-softmax by hand", new Sequential(Layer(6, 10), new GELU(), Layer(10, 3)), y => -(y.LogSoftmax(-1) * share).Sum());
        lab.Page.Heading("How near they are").Figure(
            chart.Horizontal(Bound, "must"), "Each point is a weight matrix or a bias. Central differences in Float64 cannot do much better: their own error is of this size.");
        return table;

        Linear Layer(int inputs, int outputs) => new(inputs, outputs, generator: generator);

        void Check(string name, Sequential model, Func<Tensor, Tensor> loss)
        {
            model.To(DType.Float64);
            IReadOnlyList<ParameterCheck> checks = model.CheckGradients(() => loss(model.Forward(x)));
            lab.Say($"{name}, {model.ParameterCount} parameters");
            foreach (ParameterCheck check in checks) lab.Say($"    {check}");
            lab.Stop.ThrowIfCancellationRequested();
            chart.Points(name, Enumerable.Range(1, checks.Count).ToArray(), checks.Select(check => Math.Max(check.Error, 1e-14)).ToArray(), 5);
            ParameterCheck worst = checks.MaxBy(check => check.Error)!;
            table.AtMost($"{name}: {worst.Name}", Reference, worst.Error, Bound);
        }
    }
}
