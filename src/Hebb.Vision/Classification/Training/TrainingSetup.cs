using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Vision.Classification;

/// <summary>What a plan comes to: loaders, optimizer, schedule and loss for a network and its images. The same plan always gives the same training, to the bit.</summary>
sealed class TrainingSetup
{
    const ulong OrderStream = 1;
    const int ShortestCycle = 8, ValBatch = 256;
    const double WarmUpShare = 0.05;

    readonly TrainingPlan plan;

    public TrainingSetup(TrainingPlan plan, TrainingData data, Module model)
    {
        this.plan = plan;
        Model = model;
        int batch = Math.Min(plan.BatchSize, data.Train.Count);
        Train = new DataLoader(data.Train.Samples, batch, shuffle: true, new Generator(plan.Seed).Fork(OrderStream), dropLast: true, workers: plan.Workers)
        {
            Transform = Augmentation.Chain(plan.Augment, data.Preprocessing, data.Train.Size),
        };
        Val = new DataLoader(data.Val.Samples, ValBatch, workers: Math.Min(plan.Workers, 1)) { Transform = data.Preprocessing.ToTransform(data.Val.Size) };
        Optimizer = MakeOptimizer(plan.LearningRate);
    }

    public Module Model { get; }

    public DataLoader Train { get; }

    public DataLoader Val { get; }

    public Optimizer Optimizer { get; }

    public CrossEntropyLoss Loss => new(labelSmoothing: plan.LabelSmoothing);

    /// <summary>A learning rate as a person writes it.</summary>
    public static string Text(double rate) =>
        rate is < 1e-4 or >= 1e4 ? rate.ToString("0.####E+0", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal) : rate.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>How the learning rate changes; nothing if it stays, or if there are too few steps for a curve.</summary>
    public IReadOnlyList<Schedule> Schedules()
    {
        int steps = (int)Math.Min(int.MaxValue, (long)plan.Epochs * Train.Count);
        if (steps < ShortestCycle) return [];
        return plan.Schedule switch
        {
            // Only these have a momentum that may be moved.
            "one-cycle" => [Schedule.PerStep(new OneCycleLR(Optimizer, plan.LearningRate, steps, cycleMomentum: plan.Optimizer is "adamw" or "adam" or "sgd" or "nadam"))],
            "cosine" => [Schedule.PerStep(new WarmupLR(new CosineAnnealingLR(Optimizer, steps), Math.Max(1, (int)(WarmUpShare * steps))))],
            _ => [],
        };
    }

    Optimizer MakeOptimizer(double rate)
    {
        WeightDecayGroups groups = Model.WeightDecayGroups();
        IReadOnlyList<Parameter> first = groups.Decayed.Count > 0 ? groups.Decayed : groups.Kept;
        Optimizer optimizer = plan.Optimizer switch
        {
            "sgd" => new SGD(first, rate, momentum: 0.9, nesterov: true, weightDecay: plan.WeightDecay),
            "adam" => new Adam(first, rate, weightDecay: plan.WeightDecay),
            "nadam" => new NAdam(first, rate, weightDecay: plan.WeightDecay, decoupledWeightDecay: true),
            "rmsprop" => new RMSprop(first, rate, weightDecay: plan.WeightDecay),
            "lion" => new Lion(first, rate, weightDecay: plan.WeightDecay),
            _ => new AdamW(first, rate, weightDecay: plan.WeightDecay),
        };
        if (groups.Decayed.Count > 0 && groups.Kept.Count > 0) optimizer.AddGroup(groups.Kept, weightDecay: 0);
        return optimizer;
    }
}
