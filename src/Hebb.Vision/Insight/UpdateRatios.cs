using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>Measures how far optimizer steps move the parameters in relation to their size: too fast far above 10⁻³, hardly at all far below.</summary>
/// <example><code>
/// var before = UpdateRatios.Before(model);
/// optimizer.Step();
/// foreach (UpdateRatio one in before.Measure()) Console.WriteLine($"{one.Name} {one.Ratio:E1}");
/// </code></example>
public sealed class UpdateRatios
{
    readonly (string Name, Parameter Parameter, double[] Values)[] saved;

    UpdateRatios(Module model) => saved = [.. model.NamedParameters().Where(p => p.Value.RequiresGrad).Select(p => (p.Key, p.Value, p.Value.Tensor.ToArray<double>()))];

    /// <summary>Remembers the parameters as they are: eight bytes for each value.</summary>
    /// <param name="model">The model, before optimizer.Step(). Frozen parameters are left out.</param>
    public static UpdateRatios Before(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new UpdateRatios(model);
    }

    /// <summary>The way from what was remembered to the parameters as they are now.</summary>
    public IReadOnlyList<UpdateRatio> Measure() => [.. saved.Select(one =>
    {
        double[] now = one.Parameter.Tensor.ToArray<double>();
        double moved = 0, size = 0;
        for (int i = 0; i < now.Length; i++)
        {
            double step = now[i] - one.Values[i];
            moved += step * step;
            size += one.Values[i] * one.Values[i];
        }

        return new UpdateRatio(one.Name, Math.Sqrt(moved), Math.Sqrt(size));
    })];

    /// <summary>The ratios on a logarithmic axis with a line at 10⁻³, first layers on the left.</summary>
    /// <param name="ratios">From <see cref="Measure"/>.</param>
    public static LineChart ToFigure(IReadOnlyList<UpdateRatio> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        var chart = new LineChart("Update / weight") { XTitle = "parameter, first layer first", YTitle = "‖Δw‖ / ‖w‖", YScale = ratios.Any(r => r.Ratio > 0) ? AxisScale.Log : AxisScale.Linear };
        chart.Line("one step", PlotData.From(ratios.Select(r => r.Ratio)), start: 1, marker: Marker.Circle).Horizontal(1e-3, "0.001");
        chart.Description = "The ratio of update to weight of " + string.Join(", ", ratios.Select((r, i) => $"{i + 1} {r.Name}")) + ".";
        return chart;
    }
}
