namespace Hebb.Conformance.Adapters;

/// <summary>Functions of each element.</summary>
static class ElementwiseAdapters
{
    const string Family = "elementwise";

    public static void AddTo(AdapterTable table)
    {
        AddFunctions(table);
        AddActivations(table);
    }

    static void AddFunctions(AdapterTable table)
    {
        table.Add(Family, "exp", r => r.X.Exp());
        table.Add(Family, "expm1", r => r.X.Expm1());
        table.Add(Family, "log", r => r.X.Log());
        table.Add(Family, "log1p", r => r.X.Log1p());
        table.Add(Family, "log2", r => r.X.Log2());
        table.Add(Family, "sqrt", r => r.X.Sqrt());
        table.Add(Family, "rsqrt", r => r.X.Rsqrt());
        table.Add(Family, "square", r => r.X.Square());
        table.Add(Family, "reciprocal", r => r.X.Reciprocal());
        table.Add(Family, "abs", r => r.X.Abs());
        table.Add(Family, "neg", r => -r.X);
        table.Add(Family, "sign", r => r.X.Sign());
        table.Add(Family, "floor", r => r.X.Floor());
        table.Add(Family, "ceil", r => r.X.Ceil());
        table.Add(Family, "round", r => r.X.Round());
        table.Add(Family, "sin", r => r.X.Sin());
        table.Add(Family, "cos", r => r.X.Cos());
        table.Add(Family, "erf", r => r.X.Erf());
        table.Add(Family, "clamp", r => r.X.Clamp(r.Args.OptionalNumber("min"), r.Args.OptionalNumber("max")));
        table.Add(Family, "pow_scalar", r => r.X.Pow(r.Args.Number("exponent")));
    }

    static void AddActivations(AdapterTable table)
    {
        table.Add(Family, "tanh", r => r.X.Tanh());
        table.Add(Family, "sigmoid", r => r.X.Sigmoid());
        table.Add(Family, "logsigmoid", r => r.X.LogSigmoid());
        table.Add(Family, "relu", r => r.X.Relu());
        table.Add(Family, "relu6", r => r.X.Relu6());
        table.Add(Family, "leaky_relu", r => r.X.LeakyRelu(r.Args.Number("negative_slope", 0.01)));
        table.Add(Family, "prelu", r => r.X.PRelu(r["weight"]));
        table.Add(Family, "elu", r => r.X.Elu(r.Args.Number("alpha", 1)));
        table.Add(Family, "selu", r => r.X.Selu());
        table.Add(Family, "silu", r => r.X.Silu());
        table.Add(Family, "mish", r => r.X.Mish());
        table.Add(Family, "gelu", Gelu);
        table.Add(Family, "gelu_tanh", Gelu);
        table.Add(Family, "softplus", r => r.X.Softplus(r.Args.Number("beta", 1), r.Args.Number("threshold", 20)));
        table.Add(Family, "softsign", r => r.X.Softsign());
        table.Add(Family, "hardswish", r => r.X.Hardswish());
        table.Add(Family, "hardsigmoid", r => r.X.Hardsigmoid());
    }

    static Tensor Gelu(CaseRun r) => r.X.Gelu(approximate: r.Args.Text("approximate", "none") == "tanh");
}
