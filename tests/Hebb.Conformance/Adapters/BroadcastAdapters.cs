namespace Hebb.Conformance.Adapters;

/// <summary>Operations on two operands that broadcast.</summary>
static class BroadcastAdapters
{
    const string Family = "broadcast";

    public static void AddTo(AdapterTable table)
    {
        table.Add(Family, "add", r => r["a"] + r["b"]);
        table.Add(Family, "sub", r => r["a"] - r["b"]);
        table.Add(Family, "mul", r => r["a"] * r["b"]);
        table.Add(Family, "div", r => r["a"] / r["b"]);
        table.Add(Family, "pow", r => r["a"].Pow(r["b"]));
        table.Add(Family, "maximum", r => r["a"].Maximum(r["b"]));
        table.Add(Family, "minimum", r => r["a"].Minimum(r["b"]));
        table.Add(Family, "where", r => Tensor.Where(r["c"], r["a"], r["b"]));
        table.Add(Family, "shared_operand", r => (r["x"] * r["x"]) + r["x"]);
    }
}
