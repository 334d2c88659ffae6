using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>Finds a learning rate: trains some steps while the rate rises, and looks where the loss falls fastest. The model and everything else is as before afterwards.</summary>
/// <remarks>Smith: Cyclical learning rates for training neural networks (2017); the rule of the steepest place is fastai's.</remarks>
public static class LearningRateFinder
{
    const double Smoothing = 0.95, Exploded = 4;

    /// <summary>Runs the test with a trainer's model, optimizer and loss.</summary>
    /// <param name="trainer">Its model and optimizer are restored afterwards.</param>
    /// <param name="data">Batches of training; gone through again and again if there are too few.</param>
    /// <param name="from">The first rate, above 0.</param>
    /// <param name="to">The last rate, above the first; it ends earlier when the loss has grown to four times its best.</param>
    /// <param name="steps">How many steps there are from the first rate to the last, at least 10.</param>
    /// <returns>Rates and losses, and a suggestion.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="ArgumentException">The data gave no batch.</exception>
    /// <exception cref="NonFiniteException">The loss is not finite at the first rates already.</exception>
    public static LearningRateCurve Run(Trainer trainer, IEnumerable<Batch> data, double from = 1e-7, double to = 10, int steps = 100)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(data);
        if (!(from > 0)) throw new ArgumentOutOfRangeException(nameof(from), from, "Rates rise by a factor, so the first one is above 0, usually 1e-7.");
        if (!(to > from && to < double.PositiveInfinity)) throw new ArgumentOutOfRangeException(nameof(to), to, "The last rate is above the first one, usually 1 or 10.");
        if (steps < 10) throw new ArgumentOutOfRangeException(nameof(steps), steps, "Fewer than 10 steps show no curve; 100 are usual.");
        Optimizer optimizer = trainer.Optimizer;
        BatchSource source = BatchSource.Of(data);
        Generator[] generators = [Generator.Default, .. source.Generators, .. trainer.Model.Generators(), .. trainer.Generators];
        GeneratorState[] random = RandomStates.Of(generators);
        Dictionary<string, Tensor> model = trainer.Model.StateDict(), rule = optimizer.StateDict();
        using var modes = new ModuleModes(trainer.Model);
        if (!trainer.Model.IsTraining) trainer.Model.Train();
        try
        {
            return Rise(trainer, source, from, to, steps);
        }
        finally
        {
            optimizer.ZeroGrad();
            trainer.Model.LoadStateDict(model);
            optimizer.LoadStateDict(rule);
            RandomStates.Restore(generators, random);
        }
    }

    /// <summary>Runs the test.</summary>
    /// <param name="model">What is trained; restored afterwards.</param>
    /// <param name="optimizer">What trains it; restored afterwards.</param>
    /// <param name="loss">From the model's answer and the target, one number.</param>
    /// <param name="data">Batches of training.</param>
    /// <param name="from">The first rate, above 0.</param>
    /// <param name="to">The last rate, above the first.</param>
    /// <param name="steps">How many steps there are from the first rate to the last, at least 10.</param>
    /// <returns>Rates and losses, and a suggestion.</returns>
    public static LearningRateCurve Run(Module model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, IEnumerable<Batch> data, double from = 1e-7, double to = 10, int steps = 100) =>
        Run(new Trainer(model, optimizer, loss), data, from, to, steps);

    static LearningRateCurve Rise(Trainer trainer, BatchSource source, double from, double to, int steps)
    {
        List<double> rates = [], losses = [], smoothed = [];
        double average = 0, best = double.PositiveInfinity;
        IEnumerator<Batch> pass = source.From(0);
        try
        {
            for (int i = 0; i < steps; i++)
            {
                double rate = from * Math.Pow(to / from, (double)i / (steps - 1));
                trainer.Optimizer.LearningRate = rate;
                double loss = Step(trainer, source, ref pass);
                average = (Smoothing * average) + ((1 - Smoothing) * loss);
                double smooth = average / (1 - Math.Pow(Smoothing, i + 1));
                if (!double.IsFinite(smooth) || (i > 0 && smooth > Exploded * best)) break;
                rates.Add(rate);
                losses.Add(loss);
                smoothed.Add(smooth);
                best = Math.Min(best, smooth);
            }
        }
        finally
        {
            pass.Dispose();
        }

        if (rates.Count < 3)
            throw new NonFiniteException("The loss is NaN, infinite or explodes within the first steps of the test.", "loss", null, "Begin at a smaller rate, and look at the data: Trainer.Fit names the layer.");
        return new LearningRateCurve(rates, losses, smoothed);
    }

    static double Step(Trainer trainer, BatchSource source, ref IEnumerator<Batch> pass)
    {
        trainer.Optimizer.ZeroGrad();
        MemoryScope? scope = source.IsScoped ? Memory.Scope() : null;
        try
        {
            if (!pass.MoveNext())
            {
                pass.Dispose();
                pass = source.From(0);
                if (!pass.MoveNext()) throw new ArgumentException("The data gave no batch to train on; is its folder or file empty?");
            }

            Batch batch = pass.Current;
            double value = double.NaN;
            trainer.Optimizer.Step(() =>
            {
                trainer.Optimizer.ZeroGrad();
                Tensor error = trainer.Loss(trainer.Answer(batch), trainer.Wanted(batch));
                if (double.IsNaN(value)) value = error.Item();
                error.Backward();
                return error;
            });
            return value;
        }
        finally
        {
            scope?.Dispose();
        }
    }
}
