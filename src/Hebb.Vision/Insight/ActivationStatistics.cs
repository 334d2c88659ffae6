using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// What every layer of a model gives over a data set, gathered in one pass: distributions, and units that are dead, which is 0 for every sample, so that no gradient comes
/// through them. The model is in evaluation mode meanwhile; nothing about it changes.
/// </summary>
/// <example><code>
/// ActivationStatistics seen = ActivationStatistics.Of(model, new DataLoader(data, 256));
/// foreach (LayerActivations layer in seen.Layers) Console.WriteLine($"{layer.Layer}: {layer.DeadShare:P0} dead");
/// </code></example>
public sealed class ActivationStatistics
{
    ActivationStatistics(IReadOnlyList<LayerActivations> layers, long samples) => (Layers, SampleCount) = (layers, samples);

    /// <summary>The layers, in the order of <see cref="Module.NamedModules"/>.</summary>
    public IReadOnlyList<LayerActivations> Layers { get; }

    /// <summary>How many samples went through the model.</summary>
    public long SampleCount { get; }

    /// <summary>Watches layers while batches go through the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batches">The batches, such as a <see cref="DataLoader"/>; their Input is what the model gets.</param>
    /// <param name="layerNames">Which layers; null for all modules without parts but Dropout, Flatten and Identity.</param>
    /// <exception cref="ArgumentException">The model has no such layer, or there are no batches.</exception>
    /// <remarks>Units are counted along axis 1. Functions that a Forward calls without a module, such as x.Relu(), cannot be watched.</remarks>
    public static ActivationStatistics Of(Module model, IEnumerable<Batch> batches, IReadOnlyList<string>? layerNames = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var inspection = new Inspection(model);
        using var quiet = Autograd.NoGrad();
        IEnumerable<KeyValuePair<string, Module>> chosen = layerNames is null
            ? inspection.Modules.Where(m => m.Value.Children.Count == 0 && m.Value is not (Dropout or Dropout2d or Flatten or Identity))
            : layerNames.Select(name => new KeyValuePair<string, Module>(name, inspection.Named(name)));
        var watches = new List<ActivationWatch>();
        foreach ((string name, Module module) in chosen)
        {
            var watch = new ActivationWatch(name, module.TypeName);
            watches.Add(watch);
            inspection.Watch(module, watch.Add);
        }

        long samples = 0;
        foreach (Batch batch in batches)
        {
            using MemoryScope scope = Memory.Scope();
            samples += batch.Count;
            model.Call(batch.Input);
        }

        if (samples == 0) throw new ArgumentException("There were no batches, so no layer was seen at work.", nameof(batches));
        return new ActivationStatistics([.. watches.Where(w => w.HasRun).Select(w => w.Result())], samples);
    }

    /// <summary>The distribution of each layer's values, a small chart each; counts are on a logarithmic axis.</summary>
    public SmallMultiples ToFigure()
    {
        LayerActivations[] drawn = [.. Layers.Where(l => l.Histogram.Count > 0)];
        var charts = drawn.Select(Figure (layer) =>
        {
            var chart = new LineChart($"{layer.Layer} {layer.Kind}") { XTitle = "activation", YTitle = "values", YScale = AxisScale.Log, Width = 330, Height = 240 };
            return chart.Line("values", PlotData.From(layer.Histogram.Select(b => (b.Lower + b.Upper) / 2)), PlotData.From(layer.Histogram.Select(b => b.Count > 0 ? (double)b.Count : double.NaN)));
        });
        return new SmallMultiples("Activations", [.. charts]) { ShareX = false, ShareY = false, Columns = drawn.Length == 1 ? 1 : Math.Min(3, drawn.Length) };
    }

    /// <summary>The share of dead units and of zeros of each layer.</summary>
    public BarChart ToDeadUnitsFigure() =>
        new BarChart("Dead units", [.. Layers.Select(l => $"{l.Layer} {l.Kind}")]) { YTitle = "share", XTitle = "layer" }
            .Bars("dead units", PlotData.From(Layers.Select(l => l.DeadShare))).Bars("values that are 0", PlotData.From(Layers.Select(l => l.ZeroShare)));

    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join('\n', Layers.Select(l => string.Create(
        CultureInfo.InvariantCulture, $"{l.Layer} {l.Kind}: mean {l.Mean:G4}, deviation {l.StandardDeviation:G4}, {100 * l.ZeroShare:0.0} % zero, {l.DeadUnits.Count} of {l.UnitCount} units dead")));
}
