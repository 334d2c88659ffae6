using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>Points in many dimensions: what PCA and t-SNE begin with and how both are drawn.</summary>
static class EmbeddingPoints
{
    /// <summary>Float64 [n, values] of [n, ..], all finite.</summary>
    public static Tensor Rows(string what, Tensor x, int min)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2 || x.Shape[0] < min || x.Count == 0) throw new ShapeException($"{what} takes {min} or more points of shape [n, values]; it got {x.Shape}.");
        double[] values = x.Detach().To(DType.Float64).ToArray<double>();
        int wrong = Array.FindIndex(values, v => !double.IsFinite(v));
        int d = values.Length / x.Shape[0];
        if (wrong >= 0) throw new ArgumentException($"{what}: value {wrong % d} of point {wrong / d} is {values[wrong]}; all must be finite.", nameof(x));
        return Tensor.Wrap(values, [x.Shape[0], d]);
    }

    /// <summary>Points in the plane, by class.</summary>
    public static ScatterChart Scatter(string title, Tensor xy, Tensor? labels, IReadOnlyList<string>? names)
    {
        using var quiet = Autograd.NoGrad();
        var chart = new ScatterChart(title) { Opacity = xy.Shape[0] > 500 ? 0.55 : 0.8 };
        if (labels is not null) return chart.ByClass(xy.Contiguous(), labels, names);
        double radius = xy.Shape[0] > 500 ? 2 : 3.5;
        return chart.Points("points", xy.Select(1, 0).ToArray<double>(), xy.Select(1, 1).ToArray<double>(), radius);
    }
}
