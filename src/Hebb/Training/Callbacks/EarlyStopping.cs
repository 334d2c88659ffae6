using System.Globalization;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>Ends a training when a number has stopped getting better.</summary>
/// <remarks>Prechelt: Early stopping, but when? (1998).</remarks>
public sealed class EarlyStopping : Callback
{
    readonly PlateauMode mode;
    readonly int patience;
    readonly double minDelta;
    readonly bool restoreBest;
    NewValues values;
    double best = double.NaN, bestEpoch;
    long bestStep;
    int bad;
    Dictionary<string, Tensor>? bestState;

    /// <summary>Makes the callback.</summary>
    /// <param name="metric">The number's name in the history.</param>
    /// <param name="patience">After how many values in a row that are no new best the training ends, at least 1.</param>
    /// <param name="mode">Which way the number is better; <see cref="MetricGoal.Of"/> its name unless given.</param>
    /// <param name="minDelta">By how much a new best must be better, 0 or more.</param>
    /// <param name="restoreBest">Whether the model gets the weights of the best value back at the end, however the training ends: those that were validated, averaged ones included.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public EarlyStopping(string metric = "val_loss", int patience = 3, PlateauMode? mode = null, double minDelta = 0, bool restoreBest = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(metric);
        if (patience < 1) throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience is a number of values without a new best, 1 or more; 3 to 10 are usual.");
        if (!(minDelta >= 0)) throw new ArgumentOutOfRangeException(nameof(minDelta), minDelta, "A new best is better by 0 or more.");
        values = new NewValues(metric);
        this.patience = patience;
        this.mode = mode ?? MetricGoal.Of(metric);
        this.minDelta = minDelta;
        this.restoreBest = restoreBest;
    }

    /// <summary>The number that is watched.</summary>
    public string Metric => values.Name;

    /// <summary>The best value so far; NaN before the first.</summary>
    public double Best => best;

    /// <summary>After how many steps the best value came.</summary>
    public long BestStep => bestStep;

    /// <summary>How many values in a row were no new best.</summary>
    public int BadCount => bad;

    /// <inheritdoc/>
    public override IReadOnlyList<string> WatchedNames => [Metric];

    /// <inheritdoc/>
    public override void OnFitStart(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.History.ResumedAtStep is not null) return;
        (best, bestStep, bestEpoch, bad, bestState) = (double.NaN, 0, 0, 0, null);
        values.Seen = 0;
    }

    /// <inheritdoc/>
    public override void OnValidationEnd(TrainingState state) => Look(state);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state) => Look(state);

    /// <inheritdoc/>
    public override void OnFitEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (bestState is not null) state.Model.LoadStateDict(bestState);
    }

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("best", best);
        section.Put("best_step", bestStep);
        section.Put("best_epoch", bestEpoch);
        section.Put("bad", bad);
        section.Put("seen", values.Seen);
        if (bestState is not null) section.Section("best_model").Put(bestState);
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        best = section.GetNumber("best");
        bestStep = section.GetInteger("best_step");
        bestEpoch = section.Has("best_epoch") ? section.GetNumber("best_epoch") : double.NaN;
        bad = (int)section.GetInteger("bad");
        values.Seen = section.GetInteger("seen");
        Dictionary<string, Tensor> saved = section.Section("best_model").Tensors();
        bestState = saved.Count == 0 ? null : saved;
    }

    void Look(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (values.Next(state.History) is not { } value) return;
        if (MetricGoal.IsBetter(value, best, mode, minDelta))
        {
            (best, bestStep, bestEpoch, bad) = (value, state.Step, state.EpochProgress, 0);
            if (restoreBest) bestState = state.Model.StateDict();
            return;
        }

        if (++bad < patience) return;
        state.Stop(string.Create(
            CultureInfo.InvariantCulture, $"{Metric} has not been better than {best:G6} (epoch {bestEpoch:0.##}) for {bad} {(bad == 1 ? "value" : "values")} in a row."));
    }
}
