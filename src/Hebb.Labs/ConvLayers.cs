namespace Hebb.Labs;

/// <summary>
/// The layers of convolutional networks, one by one: the values that a well-known course printed for them, their gradients against central differences, and how
/// much faster the kernels are than nested loops.
/// </summary>
/// <remarks>
/// The constructions and printed values are those of Stanford's CS231n, second assignment, "Convolutional Networks" and "Batch Normalization"; NumPy gives the same.
/// Its group normalisation is said there to have the shape (1, 1, 1, 2, 6, 4, 5): a misprint, for the shape is the input's.
/// </remarks>
internal sealed partial class ConvLayers : Lab
{
    const uint CourseSeed = 231;
    const double GradientBound = 1e-7;

    // Half a unit in the last of eight printed decimals, and a little for the rounding of the comparison itself.
    const double HalfDigit = 5.0001e-9;
    const string Printed = "8 printed decimals";
    const string Differences = "1e-7 … 1e-12";

    /// <inheritdoc/>
    public override string Name => "conv-layers";

    /// <inheritdoc/>
    public override string Title => "Layers of convolutional networks";

    /// <inheritdoc/>
    public override string Description => "Convolution, pooling, normalisation: printed values, gradients, speed.";

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        Convolution(lab, table);
        Pooling(lab, table);
        Chains(lab, table);
        BatchNormalization(lab, table);
        OtherNormalizations(lab, table);
        Speed(lab, table);
        return table;
    }

    // NumPy's legacy stream, so that every number can be drawn again in Python: scale · randn(shape) + shift.
    static Tensor Draw(NumPyRandomState random, Shape shape, double scale = 1, double shift = 0) => (Tensor.From(random.RandN(shape.Count), shape) * scale) + shift;

    static Tensor Ramp(double from, double to, Shape shape) => Tensor.Linspace(from, to, shape.Count, DType.Float64).Reshape(shape);

    static void Values(LabResult table, string figure, Tensor ours, params double[] printed) =>
        table.AtMost(figure, Printed, Distance(ours, printed), HalfDigit);

    static double Distance(Tensor ours, ReadOnlySpan<double> reference)
    {
        double[] values = ours.ToArray<double>();
        if (values.Length != reference.Length) return double.NaN;
        double worst = 0;
        for (int i = 0; i < values.Length; i++) worst = Math.Max(worst, Math.Abs(values[i] - reference[i]));
        return worst;
    }

    // The course's slopes dy are part of the function, so that the derivative of its sum is the backward pass for just these.
    static void Gradient(LabContext lab, LabResult table, string figure, Func<Tensor[], Tensor> f, Tensor dy, params Tensor[] inputs)
    {
        lab.Stop.ThrowIfCancellationRequested();
        GradientCheckResult check = GradientCheck.Run(x => f(x) * dy, inputs, step: 1e-5, tolerance: GradientBound);
        lab.Say($"{figure}: {check}");
        table.AtMost($"{figure}: gradients", Differences, check.Error, GradientBound);
    }
}
