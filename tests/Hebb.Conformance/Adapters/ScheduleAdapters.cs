using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Conformance.Adapters;

/// <summary>Learning-rate schedules: the rate (and momentum) used in every step.</summary>
static class ScheduleAdapters
{
    const string Family = "lr_scheduler";

    public static void AddTo(AdapterTable table)
    {
        Add(table, "StepLR", (o, a) => new StepLR(o, a.Int("step_size"), a.Number("gamma", 0.1)));
        Add(table, "MultiStepLR", (o, a) => new MultiStepLR(o, a.Ints("milestones"), a.Number("gamma", 0.1)));
        Add(table, "ExponentialLR", (o, a) => new ExponentialLR(o, a.Number("gamma")));
        Add(table, "CosineAnnealingLR", (o, a) => new CosineAnnealingLR(o, a.Int("T_max"), a.Number("eta_min", 0)));
        Add(table, "CosineAnnealingWarmRestarts", (o, a) => new CosineAnnealingWarmRestarts(o, a.Int("T_0"), a.Int("T_mult", 1), a.Number("eta_min", 0)));
        Add(table, "LinearLR", (o, a) => new LinearLR(o, a.Number("start_factor", 1.0 / 3), a.Number("end_factor", 1), a.Int("total_iters", 5)));
        Add(table, "ConstantLR", (o, a) => new ConstantLR(o, a.Number("factor", 1.0 / 3), a.Int("total_iters", 5)));
        Add(table, "PolynomialLR", (o, a) => new PolynomialLR(o, a.Int("total_iters", 5), a.Number("power", 1)));
        Add(table, "OneCycleLR", (o, a) => new OneCycleLR(
            o, a.Number("max_lr"), a.OptionalInt("total_steps") ?? (a.Int("epochs") * a.Int("steps_per_epoch")), a.Number("pct_start", 0.3),
            a.Text("anneal_strategy", "cos") == "linear", a.Flag("cycle_momentum", true), a.Number("base_momentum", 0.85), a.Number("max_momentum", 0.95),
            a.Number("div_factor", 25), a.Number("final_div_factor", 1e4), a.Flag("three_phase")));
        table.AddCustom(Family, "ReduceLROnPlateau", Plateau);
    }

    static void Add(AdapterTable table, string name, Func<Optimizer, Arguments, LRScheduler> create) => table.AddCustom(Family, name, r =>
    {
        Optimizer optimizer = Sgd(r);
        LRScheduler scheduler = create(optimizer, r.Args);
        int steps = r.Raw("out.lr")!.Count;
        double[] rates = new double[steps], momenta = new double[steps];
        for (int t = 0; t < steps; t++)
        {
            (rates[t], momenta[t]) = (optimizer.LearningRate, optimizer.ParameterGroups[0].Momentum);
            scheduler.Step();
        }

        r.Output("lr", Tensor.From(rates));
        r.Output("momentum", Tensor.From(momenta));
    });

    static void Plateau(CaseRun r)
    {
        Arguments a = r.Args;
        Optimizer optimizer = Sgd(r);
        var scheduler = new ReduceLROnPlateau(
            optimizer, a.Text("mode", "min") == "max" ? PlateauMode.Max : PlateauMode.Min, a.Number("factor", 0.1), a.Int("patience", 10), a.Number("threshold", 1e-4),
            a.Text("threshold_mode", "rel") == "rel", a.Int("cooldown", 0), a.Number("min_lr", 0), a.Number("eps", 1e-8));
        var rates = new List<double>();
        foreach (double metric in r.Raw("in.metric")!.ToArray<double>())
        {
            scheduler.Step(metric);
            rates.Add(optimizer.LearningRate);
        }

        r.Output("lr", Tensor.From(rates.ToArray()));
    }

    static SGD Sgd(CaseRun r) => new([new Parameter(Tensor.Zeros([1]))], r.Args.Number("base_lr"), momentum: 0.9);
}
