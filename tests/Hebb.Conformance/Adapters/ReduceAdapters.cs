namespace Hebb.Conformance.Adapters;

/// <summary>Reductions; dim may be null (all axes), a number or a list.</summary>
static class ReduceAdapters
{
    const string Family = "reduce";

    public static void AddTo(AdapterTable table)
    {
        table.Add(Family, "sum", r => r.X.Sum(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "mean", r => r.X.Mean(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "prod", r => r.X.Prod(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "amax", r => r.X.Amax(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "amin", r => r.X.Amin(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "max_all", r => r.X.Max());
        table.Add(Family, "min_all", r => r.X.Min());
        table.Add(Family, "logsumexp", r => r.X.LogSumExp(r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "var", r => r.X.Var(r.Args.Ints("dim"), Keep(r), Unbiased(r)));
        table.Add(Family, "std", r => r.X.Std(r.Args.Ints("dim"), Keep(r), Unbiased(r)));
        table.Add(Family, "norm", r => r.X.Norm(r.Args.Number("p", 2), r.Args.Ints("dim"), Keep(r)));
        table.Add(Family, "cumsum", r => r.X.CumSum(r.Args.Int("dim")));
        table.Add(Family, "cumprod", r => r.X.CumProd(r.Args.Int("dim")));
        table.Add(Family, "argmax", r => Place(r, x => x.ArgMax(), (x, axis, keep) => x.ArgMax(axis, keep)));
        table.Add(Family, "argmin", r => Place(r, x => x.ArgMin(), (x, axis, keep) => x.ArgMin(axis, keep)));
        table.AddCustom(Family, "max_dim", r => Both(r, r.X.Max(r.Args.Int("dim"), Keep(r))));
        table.AddCustom(Family, "min_dim", r => Both(r, r.X.Min(r.Args.Int("dim"), Keep(r))));
        table.AddCustom(Family, "topk", r => Both(r, r.X.TopK(r.Args.Int("k"), r.Args.Int("dim", -1), r.Args.Flag("largest", true))));
        table.AddCustom(Family, "sort", r => Both(r, r.X.Sort(r.Args.Int("dim", -1), r.Args.Flag("descending"))));
    }

    static bool Keep(CaseRun r) => r.Args.Flag("keepdim");

    static bool Unbiased(CaseRun r) => r.Args.Flag("unbiased", r.Args.Number("correction", 1) != 0);

    static Tensor Place(CaseRun r, Func<Tensor, Tensor> all, Func<Tensor, int, bool, Tensor> along)
    {
        if (r.Args.OptionalInt("dim") is { } axis) return along(r.X, axis, Keep(r));
        return Keep(r) ? all(r.X).Reshape([.. Enumerable.Repeat(1, r.X.Rank)]) : all(r.X);
    }

    static void Both(CaseRun r, IndexedValues result) => r.Outputs(result.Values, result.Indices);
}
