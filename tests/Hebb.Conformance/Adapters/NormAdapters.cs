namespace Hebb.Conformance.Adapters;

/// <summary>Normalisation: the golden family, and what courses have published of it.</summary>
static class NormAdapters
{
    const string Family = "norm", Published = "published";

    public static void AddTo(AdapterTable table)
    {
        table.AddCustom(Family, "batch_norm", r => BatchNorm(r, "y"));
        table.Add(Family, "layer_norm", r => r.X.LayerNorm(r.Args.Ints("normalized_shape"), r.Optional("weight"), r.Optional("bias"), Eps(r)));
        table.Add(Family, "group_norm", r => r.X.GroupNorm(r.Args.Int("num_groups"), r.Optional("weight"), r.Optional("bias"), Eps(r)));
        table.AddCustom(Family, "instance_norm", InstanceNorm);
        table.Add(Family, "local_response_norm", r => r.X.LocalResponseNorm(r.Args.Int("size"), r.Args.Number("alpha", 1e-4), r.Args.Number("beta", 0.75), r.Args.Number("k", 1)));
        table.Add(Family, "normalize", r => r.X.Normalize(r.Args.Number("p", 2), r.Args.Int("dim", 1), r.Args.Number("eps", 1e-12)));
        table.AddCustom(Published, "batch_norm", r => BatchNorm(r, "y"));
        table.Add(Published, "layer_norm", r => r.X.LayerNorm(r.Args.Int("dim"), r.Optional("weight"), r.Optional("bias"), Eps(r)));
        table.Add(Published, "batch_norm_running_mean", r => Running(r).Mean);
        table.Add(Published, "batch_norm_running_var", r => Running(r).Variance);
    }

    static double Eps(CaseRun r) => r.Args.Number("eps", 1e-5);

    static void BatchNorm(CaseRun r, string output)
    {
        Tensor? mean = r.Optional("running_mean")?.Clone(), variance = r.Optional("running_var")?.Clone();
        r.Output(output, r.X.BatchNorm(mean, variance, r.Optional("weight"), r.Optional("bias"), r.Args.Flag("training"), r.Args.Number("momentum", 0.1), Eps(r)));
        GiveRunning(r, mean, variance);
    }

    static void InstanceNorm(CaseRun r)
    {
        Tensor? mean = r.Optional("running_mean")?.Clone(), variance = r.Optional("running_var")?.Clone();
        bool training = r.Args.Flag("training", r.Args.Flag("use_input_stats", true));
        r.Output("y", r.X.InstanceNorm(mean, variance, r.Optional("weight"), r.Optional("bias"), training, r.Args.Number("momentum", 0.1), Eps(r)));
        GiveRunning(r, mean, variance);
    }

    static void GiveRunning(CaseRun r, Tensor? mean, Tensor? variance)
    {
        if (mean is not null && r.Raw("out.running_mean") is not null) r.Output("running_mean", mean);
        if (variance is not null && r.Raw("out.running_var") is not null) r.Output("running_var", variance);
    }

    // Batches xs[0], xs[1], … one after the other; this course keeps the biased variance.
    static (Tensor Mean, Tensor Variance) Running(CaseRun r)
    {
        Tensor batches = r["xs"], mean = Tensor.Zeros(batches.Shape[-1], r.Type), variance = Tensor.Ones(batches.Shape[-1], r.Type);
        for (int i = 0; i < batches.Shape[0]; i++) batches.Select(0, i).BatchNorm(mean, variance, training: true, momentum: r.Args.Number("momentum", 0.1), unbiasedRunning: false);
        return (mean, variance);
    }
}
