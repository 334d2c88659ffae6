using System.Globalization;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>Loss and accuracy after every pass: of the examples while they were learned from, and of the validation examples afterwards.</summary>
sealed class LearningCurves
{
    public List<double> Loss { get; } = [];

    public List<double> Accuracy { get; } = [];

    public List<double> ValidationLoss { get; } = [];

    public List<double> ValidationAccuracy { get; } = [];

    public void Add((double Loss, double Accuracy) trained, (double Loss, double Accuracy) validation)
    {
        Loss.Add(trained.Loss);
        Accuracy.Add(trained.Accuracy);
        ValidationLoss.Add(validation.Loss);
        ValidationAccuracy.Add(validation.Accuracy);
    }

    /// <summary>The last pass in a few words, for the display.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"loss {Loss[^1]:F4}, accuracy {Accuracy[^1]:P1}, validation {ValidationAccuracy[^1]:P1}");

    /// <summary>Both charts side by side.</summary>
    public SmallMultiples Figure(string title) => new(title, LossChart("Loss"), AccuracyChart("Accuracy")) { Columns = 2, ShareY = false };

    public LineChart LossChart(string title) => Chart(title, "cross-entropy").Line("training", Finite(Loss), start: 1).Line("validation", Finite(ValidationLoss), start: 1);

    public LineChart AccuracyChart(string title) => Chart(title, "share that is right").Line("training", Accuracy, start: 1).Line("validation", ValidationAccuracy, start: 1);

    static LineChart Chart(string title, string what) => new(title) { XTitle = "pass through the examples", YTitle = what };

    // A run that diverged has no loss to draw there, but the chart wants one number at least.
    static List<double> Finite(List<double> losses) => losses.Exists(double.IsFinite) ? losses : [0];
}
