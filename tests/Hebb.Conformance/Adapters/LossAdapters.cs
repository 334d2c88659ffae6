namespace Hebb.Conformance.Adapters;

/// <summary>Losses, with PyTorch's reductions, class weights and ignored labels.</summary>
static class LossAdapters
{
    const string Family = "loss";
    const int NoLabel = -100;

    public static void AddTo(AdapterTable table)
    {
        AddClassification(table);
        AddRegression(table);
        AddPenalties(table);
    }

    static void AddClassification(AdapterTable table)
    {
        table.Add(Family, "cross_entropy", CrossEntropy);
        table.Add(Family, "cross_entropy_prob", CrossEntropy);
        table.Add(Family, "nll_loss", r => r.X.LogSoftmax(r["x"].Rank == 1 ? 0 : 1).NllLoss(r["target"], Weight(r), r.Args.Int("ignore_index", NoLabel), Reduce(r)));
        table.Add(Family, "bce", r => r.X.Bce(r["target"], r.Optional("weight"), Reduce(r)));
        table.Add(Family, "bce_with_logits", r => r.X.BceWithLogits(r["target"], r.Optional("weight"), r.Optional("pos_weight"), Reduce(r)));
        table.Add(Family, "multi_margin_loss", r => r.X.MultiMarginLoss(r["target"], r.Args.Int("p", 1), r.Args.Number("margin", 1), Weight(r), Reduce(r)));
        table.Add(Family, "kl_div", r =>
        {
            bool isLog = r.Args.Flag("log_target");
            return r.X.LogSoftmax(1).KlDiv(isLog ? r["target"].Log() : r["target"], Reduce(r), isLog);
        });
    }

    static void AddRegression(AdapterTable table)
    {
        table.Add(Family, "mse_loss", r => r.X.MseLoss(r["target"], Reduce(r)));
        table.Add(Family, "l1_loss", r => r.X.L1Loss(r["target"], Reduce(r)));
        table.Add(Family, "smooth_l1_loss", r => r.X.SmoothL1Loss(r["target"], r.Args.Number("beta", 1), Reduce(r)));
        table.Add(Family, "huber_loss", r => r.X.HuberLoss(r["target"], r.Args.Number("delta", 1), Reduce(r)));
        table.Add(Family, "squared_distance", r => (r["a"] - r["b"]).Square().Sum());
    }

    static void AddPenalties(AdapterTable table)
    {
        // reg/2 · sum of squares over all weights.
        table.Add(Family, "l2_reg", r => r.InputNames().Select(n => r[n].Square().Sum()).Aggregate((a, b) => a + b) * (r.Args.Number("reg") / 2));

        // KL(rho ‖ mean activation) of each sigmoid unit over the batch, summed over the units.
        table.Add(Family, "sparse_ae_kl", r =>
        {
            double rho = r.Args.Number("rho");
            Tensor mean = r.X.Sigmoid().Mean(0);
            return ((rho * (rho / mean).Log()) + ((1 - rho) * ((1 - rho) / (1 - mean)).Log())).Sum();
        });
    }

    static Tensor CrossEntropy(CaseRun r) =>
        r.X.CrossEntropy(r["target"], Weight(r), r.Args.Int("ignore_index", NoLabel), Reduce(r), r.Args.Number("label_smoothing", 0));

    static Tensor? Weight(CaseRun r) => r.Optional("class_weight") ?? r.Optional("weight");

    static Reduction Reduce(CaseRun r) => r.Args.Text("reduction", "mean") switch
    {
        "none" => Reduction.None,
        "sum" => Reduction.Sum,
        "mean" => Reduction.Mean,
        "batchmean" => Reduction.BatchMean,
        var other => throw new FormatException($"there is no reduction '{other}'"),
    };
}
