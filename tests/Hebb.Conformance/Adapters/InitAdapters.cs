using Hebb.Nn;

namespace Hebb.Conformance.Adapters;

/// <summary>Initialisers: no expected values, but bounds, standard deviations and orthogonality.</summary>
static class InitAdapters
{
    const string Family = "init";
    const double Rounding = 1e-6;

    // "The sample std is within 5%" holds for large shapes; below that, five standard errors of a sample's std.
    const int Large = 5000;
    const double LargeTolerance = 0.05;

    public static void AddTo(AdapterTable table)
    {
        Add(table, "xavier_uniform_", (x, a) => Init.XavierUniform(x, a.Number("gain", 1), Seeded()));
        Add(table, "xavier_normal_", (x, a) => Init.XavierNormal(x, a.Number("gain", 1), Seeded()));
        Add(table, "kaiming_uniform_", (x, a) => Init.KaimingUniform(x, a.Number("a", 0), Mode(a), Function(a), Seeded()));
        Add(table, "kaiming_normal_", (x, a) => Init.KaimingNormal(x, a.Number("a", 0), Mode(a), Function(a), Seeded()));
        Add(table, "orthogonal_", (x, a) => Init.Orthogonal(x, a.Number("gain", 1), Seeded()));
        table.AddCustom(Family, "calculate_gain", Gain);
        table.AddCustom(Family, "default", Default);
    }

    static Generator Seeded() => new(20_260_101);

    static void Add(AdapterTable table, string name, Func<Tensor, Arguments, Tensor> fill) => table.AddCustom(Family, name, r =>
    {
        Tensor x = Tensor.Zeros(r.Case.Spec!.Ints("shape"), r.Type);
        fill(x, r.Args);
        CheckValues(r, x, "bound", r.Case.Spec.OptionalNumber("std"));
        if (r.Case.Spec.Has("property")) CheckOrthogonal(r, x, r.Args.Number("gain", 1));
    });

    static void CheckValues(CaseRun r, Tensor x, string boundName, double? std)
    {
        double[] values = x.ToArray<double>();
        double mean = values.Average(), sample = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1)), largest = values.Max(Math.Abs);
        r.Require(largest > 0, "nothing was filled in");
        if (r.Case.Spec!.OptionalNumber(boundName) is { } bound)
            r.Require(largest <= bound * (1 + Rounding), $"largest magnitude {largest} is beyond the bound {bound}");
        if (std is not { } wanted) return;
        double tolerance = values.Length >= Large ? LargeTolerance : 5 / Math.Sqrt(2.0 * values.Length);
        r.Require(Math.Abs(sample - wanted) <= tolerance * wanted, $"sample std {sample} is not within {tolerance:P0} of {wanted}");
        r.Require(Math.Abs(mean) <= 5 * wanted / Math.Sqrt(values.Length), $"sample mean {mean} is too far from 0");
    }

    static void CheckOrthogonal(CaseRun r, Tensor x, double gain)
    {
        Tensor matrix = x.Reshape(x.Shape[0], -1);
        Tensor shorter = matrix.Shape[0] <= matrix.Shape[1] ? matrix : matrix.Transpose(0, 1);
        string? problem = TensorComparison.Compare("rows · rowsᵀ", shorter.MatMul(shorter.Transpose(0, 1)), Tensor.Eye(shorter.Shape[0], dtype: DType.Float64) * (gain * gain), r.Type == DType.Float32 ? 1e-5 : 1e-9);
        r.Require(problem is null, problem ?? string.Empty);
    }

    static void Gain(CaseRun r)
    {
        double got = Init.CalculateGain(Function(r.Args), r.Args.Number("param", 0.01)), expected = r.Case.Spec!.Number("gain");
        r.Require(Math.Abs(got - expected) <= 1e-12, $"got gain {got}, expected {expected}");
    }

    // "Linear(784,64)": the layer as it is made, without an initialiser.
    static void Default(CaseRun r)
    {
        Module module = NetworkAdapters.Layer(r.Args.Text("module", string.Empty), Seeded());
        module.To(r.Type);
        Dictionary<string, Tensor> state = module.StateDict();
        r.Require(state["weight"].Shape == r.Case.Spec!.Ints("shape"), $"the weight has shape {state["weight"].Shape}");
        CheckValues(r, state["weight"], "bound", r.Case.Spec.OptionalNumber("std"));
        if (state.TryGetValue("bias", out Tensor? bias)) CheckValues(r, bias, "bias_bound", null);
    }

    static FanMode Mode(Arguments a) => a.Text("mode", "fan_in") == "fan_out" ? FanMode.FanOut : FanMode.FanIn;

    static Nonlinearity Function(Arguments a) => a.Text("nonlinearity", "leaky_relu") switch
    {
        "relu" => Nonlinearity.Relu,
        "leaky_relu" => Nonlinearity.LeakyRelu,
        "tanh" => Nonlinearity.Tanh,
        "sigmoid" => Nonlinearity.Sigmoid,
        "selu" => Nonlinearity.Selu,
        _ => Nonlinearity.Linear,
    };
}
