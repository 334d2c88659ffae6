namespace Hebb.Conformance.Adapters;

/// <summary>Matrix products.</summary>
static class MatMulAdapters
{
    const string Family = "matmul";

    public static void AddTo(AdapterTable table)
    {
        table.Add(Family, "matmul", Product);
        table.Add(Family, "matmul_ta", Product);
        table.Add(Family, "matmul_tb", Product);
        table.Add(Family, "bmm", r => r["a"].Bmm(r["b"]));
        table.Add(Family, "linear", r => r["x"].Linear(r["weight"], r.Optional("bias")));
        table.Add(Family, "addmm", r => r["c"].AddMm(r["a"], r["b"], r.Args.Number("beta", 1), r.Args.Number("alpha", 1)));
        table.Add(Family, "outer", r => r["a"].Outer(r["b"]));
        table.Add(Family, "dot", r => r["a"].Dot(r["b"]));
    }

    static Tensor Product(CaseRun r) => Turned(r, "a").MatMul(Turned(r, "b"));

    static Tensor Turned(CaseRun r, string name) => r.Args.Flag($"transpose_{name}") ? r[name].Transpose(-2, -1) : r[name];
}
