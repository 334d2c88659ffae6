using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>Loss and accuracy after every epoch: on the training examples during it, and on the validation examples after it.</summary>
sealed class LearningCurves
{
    public List<double> Loss { get; } = [];

    public List<double> Accuracy { get; } = [];

    public List<double> ValidationLoss { get; } = [];

    public List<double> ValidationAccuracy { get; } = [];

    /// <summary>Trains a classifier by cross-entropy.</summary>
    /// <param name="lab">The options and the display.</param>
    /// <param name="work">What it is called there.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="model">The network.</param>
    /// <param name="loader">The batches.</param>
    /// <param name="validation">What it is held against after every epoch.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="schedule">A schedule that steps with every batch, or null.</param>
    /// <param name="smoothing">The share of the target that is spread over all classes.</param>
    public static LearningCurves Train(
        LabContext lab, string work, int epochs, Sequential model, DataLoader loader, ImageDataset validation, Optimizer optimizer, LRScheduler? schedule = null, double smoothing = 0)
    {
        var curves = new LearningCurves();
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double sum = 0;
            int right = 0;
            model.Train();
            foreach ((Tensor x, Tensor y) in loader)
            {
                using var scope = Memory.Scope();
                optimizer.ZeroGrad();
                Tensor logits = model.Forward(x), loss = logits.CrossEntropy(y, labelSmoothing: smoothing);
                loss.Backward();
                optimizer.Step();
                schedule?.Step();
                sum += loss.Item() * y.Count;
                right += Metrics.CorrectCount(logits, y);
            }

            model.Eval();
            curves.Add((sum / loader.Dataset.Count, right / (double)loader.Dataset.Count), Judging.Judge(model.Forward, validation));
            lab.Report(work, epoch, epochs, curves.ToString());
        }

        return curves;
    }

    public void Add((double Loss, double Accuracy) trained, (double Loss, double Accuracy) validation)
    {
        Loss.Add(trained.Loss);
        Accuracy.Add(trained.Accuracy);
        ValidationLoss.Add(validation.Loss);
        ValidationAccuracy.Add(validation.Accuracy);
    }

    /// <summary>The last epoch in a few words, for the display.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"loss {Loss[^1]:F4}, accuracy {Accuracy[^1]:P1}, validation {ValidationAccuracy[^1]:P1}");

    /// <summary>Both charts side by side.</summary>
    public SmallMultiples Figure(string title) => new(title, LossChart("Loss"), AccuracyChart("Accuracy")) { Columns = 2, ShareY = false };

    public LineChart LossChart(string title) => Chart(title, "cross-entropy").Line("training", Finite(Loss), start: 1).Line("validation", Finite(ValidationLoss), start: 1);

    public LineChart AccuracyChart(string title) => Chart(title, "accuracy").Line("training", Accuracy, start: 1).Line("validation", ValidationAccuracy, start: 1);

    static LineChart Chart(string title, string what) => new(title) { XTitle = "epoch", YTitle = what };

    // A run that diverged has no loss to draw there, but the chart wants one number at least.
    static List<double> Finite(List<double> losses) => losses.Exists(double.IsFinite) ? losses : [0];
}
