using System.Collections;
using System.Runtime.CompilerServices;

namespace Hebb.Plots;

/// <summary>Numbers for a figure, from whatever holds them: an array, a list, a tensor, a collection expression. They are copied.</summary>
/// <remarks>A conversion of null makes no values, so that a chart refuses it as empty.</remarks>
[CollectionBuilder(typeof(PlotData), nameof(Create))]
public readonly struct PlotData : IReadOnlyList<double>
{
    readonly double[]? items;

    PlotData(double[] items) => this.items = items;

    /// <inheritdoc/>
    public int Count => items?.Length ?? 0;

    /// <inheritdoc/>
    public double this[int index] => (items ?? [])[index];

    /// <summary>Copies numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static PlotData Create(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>Copies numbers from any sequence.</summary>
    /// <param name="values">The numbers.</param>
    public static PlotData From(IEnumerable<double> values) => new([.. values]);

    /// <summary>Copies an array.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(double[] values) => new([.. values ?? []]);

    /// <summary>Copies an array.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(float[] values) => new(Array.ConvertAll(values ?? [], static v => (double)v));

    /// <summary>Copies an array.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(int[] values) => new(Array.ConvertAll(values ?? [], static v => (double)v));

    /// <summary>Copies an array.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(long[] values) => new(Array.ConvertAll(values ?? [], static v => (double)v));

    /// <summary>Copies a list.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(List<double> values) => new([.. values ?? []]);

    /// <summary>Copies a list.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator PlotData(List<float> values) => new([.. (values ?? []).Select(static v => (double)v)]);

    /// <summary>Copies the elements of a tensor of any shape, row by row.</summary>
    /// <param name="values">The tensor.</param>
    public static implicit operator PlotData(Tensor values) => new(values?.ToArray<double>() ?? []);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers where at least one is finite.</summary>
    /// <exception cref="ArgumentException">There are none, or all are NaN or infinite.</exception>
    internal double[] Required(string what, string parameter)
    {
        if (Count == 0) throw new ArgumentException($"{what} has no values; a figure needs at least one.", parameter);
        if (!items!.Any(double.IsFinite)) throw new ArgumentException($"{what} has {Count} values and all are NaN or infinite: there is nothing to draw. Autograd.DetectAnomaly() finds the operation that made the first.", parameter);
        return items!;
    }
}
