using System.Globalization;
using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Vision.Insight;

/// <summary>Whether a model is as often right as it believes: the accuracy of its predictions over their confidence.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger: On calibration of modern neural networks (2017).</remarks>
public static class ReliabilityDiagram
{
    /// <summary>The accuracy in each interval of confidence that is not empty; a perfectly calibrated model lies on the dashed line, one that is too sure below it.</summary>
    /// <param name="calibration">From <see cref="CalibrationError"/>.</param>
    /// <exception cref="InvalidOperationException">There were no predictions.</exception>
    public static LineChart Of(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        CalibrationBin[] filled = [.. calibration.Bins.Where(b => b.Count > 0)];
        if (filled.Length == 0) throw new InvalidOperationException("There were no predictions, so there is no reliability to draw.");
        var chart = new LineChart(string.Create(CultureInfo.InvariantCulture, $"Reliability: expected calibration error {calibration.ExpectedError:0.000}"))
        {
            XTitle = "confidence",
            YTitle = "accuracy",
            XRange = (0, 1),
            YRange = (0, 1),
            Width = 460,
            Height = 420,
        };
        return chart.Line("accuracy", PlotData.From(filled.Select(b => b.Confidence)), PlotData.From(filled.Select(b => b.Accuracy)), Marker.Circle)
            .Line("perfect", PlotData.Create([0, 1]), PlotData.Create([0, 1]), dashed: true);
    }
}
