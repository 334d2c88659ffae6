using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>How large the gradients are from the first layer to the last: whether they vanish or explode on the way back.</summary>
/// <example><code>
/// loss.Backward();
/// GradientFlow.Of(model).ToFigure().SaveSvg("flow.svg");
/// </code></example>
public sealed class GradientFlow
{
    GradientFlow(IReadOnlyList<ParameterGradient> parameters) => Parameters = parameters;

    /// <summary>The parameters that have gradients, in the order of <see cref="Module.NamedParameters"/>.</summary>
    public IReadOnlyList<ParameterGradient> Parameters { get; }

    /// <summary>The gradients that a backward pass has left in the parameters.</summary>
    /// <param name="model">The model, after loss.Backward().</param>
    /// <exception cref="InvalidOperationException">No parameter has a gradient.</exception>
    public static GradientFlow Of(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        KeyValuePair<string, Parameter>[] with = [.. model.NamedParameters().Where(p => p.Value.EngineGrad is not null)];
        if (with.Length == 0) throw new InvalidOperationException("No parameter of the model has a gradient: call loss.Backward() first, and look before ZeroGrad().");
        return new GradientFlow([.. with.Select(p => Measure(p.Key, p.Value, p.Value.EngineGrad!))]);
    }

    /// <summary>The gradients of a loss, computed here: those in the parameters stay as they are. The loss's graph is freed unless it is retained.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">A scalar that was computed with the model's parameters.</param>
    /// <param name="retainGraph">Whether the loss can be differentiated again after this.</param>
    /// <exception cref="AutogradException">The loss has no graph.</exception>
    /// <exception cref="InvalidOperationException">All parameters are frozen.</exception>
    public static GradientFlow Of(Module model, Tensor loss, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        KeyValuePair<string, Parameter>[] wanted = [.. model.NamedParameters().Where(p => p.Value.RequiresGrad)];
        if (wanted.Length == 0) throw new InvalidOperationException("All parameters of the model are frozen, so there are no gradients: Unfreeze() some.");
        Tensor[] gradients = Autograd.Grad(loss, [.. wanted.Select(p => p.Value.Tensor)], retainGraph: retainGraph);
        return new GradientFlow([.. wanted.Select((p, i) => Measure(p.Key, p.Value, gradients[i]))]);
    }

    /// <summary>Mean and largest |gradient| of each parameter on a logarithmic axis, first layers on the left. A gradient of 0 has no place there, which stays empty. (Where all are 0 the axis is linear.)</summary>
    /// <param name="biases">Whether vectors (biases, the scales of normalisation) are shown too.</param>
    public LineChart ToFigure(bool biases = false)
    {
        ParameterGradient[] shown = [.. Parameters.Where(p => biases || !p.Name.EndsWith("bias", StringComparison.Ordinal))];
        if (shown.Length == 0) shown = [.. Parameters];
        var chart = new LineChart("Gradient flow") { XTitle = "parameter, first layer first", YTitle = "|gradient|", YScale = shown.Any(p => p.Maximum > 0) ? AxisScale.Log : AxisScale.Linear };
        chart.Line("largest", PlotData.From(shown.Select(p => p.Maximum)), start: 1, marker: Marker.Circle).Line("mean", PlotData.From(shown.Select(p => p.Mean)), start: 1, marker: Marker.Circle);
        chart.Description = "Mean and largest |gradient| of " + string.Join(", ", shown.Select((p, i) => $"{i + 1} {p.Name}")) + ".";
        return chart;
    }

    static ParameterGradient Measure(string name, Parameter parameter, Tensor gradient)
    {
        using var quiet = Autograd.NoGrad();
        double sum = 0, max = 0, squares = 0;
        foreach (double g in gradient.ToArray<double>())
        {
            sum += Math.Abs(g);
            squares += g * g;
            // Math.Max hands NaN on, as it should.
            max = Math.Max(max, Math.Abs(g));
        }

        return new ParameterGradient(name, parameter.Count, sum / parameter.Count, max, Math.Sqrt(squares), Math.Sqrt(parameter.Tensor.ToArray<double>().Sum(w => w * w)));
    }
}
