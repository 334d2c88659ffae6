using Hebb.Vision.Classification;

namespace Hebb.Cli.Configuration;

/// <summary>Plans as configurations, and back.</summary>
static class PlanConfig
{
    extension(TrainingPlan)
    {
        /// <summary>Decides everything.</summary>
        /// <param name="asked">What was asked for; it names the data.</param>
        public static TrainingPlan Of(RunConfig asked)
        {
            RunConfig c = asked.Over(Defaults.For(asked));
            return new TrainingPlan
            {
                Data = c.Data!,
                DataFolder = c.DataFolder,
                Val = c.Val,
                HoldOut = c.HoldOut!.Value,
                SkipsUnreadable = c.OnUnreadable is "skip",
                SkipsEmpty = c.OnEmpty is "skip",
                Model = c.Model!,
                Layers = c.Layers,
                Size = c.Size,
                Augment = c.Augment!,
                Epochs = c.Epochs!.Value,
                BatchSize = c.BatchSize!.Value,
                LearningRate = c.LearningRate!.Value,
                Optimizer = c.Optimizer!,
                WeightDecay = c.WeightDecay!.Value,
                LabelSmoothing = c.LabelSmoothing!.Value,
                Schedule = c.Schedule!,
                Seed = c.Seed!.Value,
                Workers = c.Workers!.Value,
                Threads = c.Threads,
            };
        }
    }

    /// <summary>As a configuration: what the run saves, so that another one can start from it.</summary>
    public static RunConfig ToConfig(this TrainingPlan plan) => new()
    {
        Data = plan.Data,
        DataFolder = plan.DataFolder,
        Val = plan.Val,
        HoldOut = plan.HoldOut,
        OnUnreadable = plan.SkipsUnreadable ? "skip" : "refuse",
        OnEmpty = plan.SkipsEmpty ? "skip" : "refuse",
        Model = plan.Model,
        Layers = plan.Layers,
        Size = plan.Size,
        Augment = plan.Augment,
        Epochs = plan.Epochs,
        BatchSize = plan.BatchSize,
        LearningRate = plan.LearningRate,
        Optimizer = plan.Optimizer,
        WeightDecay = plan.WeightDecay,
        LabelSmoothing = plan.LabelSmoothing,
        Schedule = plan.Schedule,
        Seed = plan.Seed,
        Workers = plan.Workers,
        Threads = plan.Threads,
    };
}
