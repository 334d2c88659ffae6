using System.Runtime.CompilerServices;

namespace Hebb;

/// <content>Indexing, by NumPy's rules.</content>
public sealed partial class Tensor
{
    /// <summary>
    /// A part of this tensor. Numbers, ranges, steps, new axes and the ellipsis give a view; as soon as a tensor of integers or a mask takes part, the result
    /// is a copy whose gradient adds up where an element was taken more than once. Several index tensors broadcast against each other; their axes stand
    /// where the first of them stood, or in front if a range, a new axis or the ellipsis stands between them.
    /// </summary>
    /// <param name="indices">At most one entry for each axis, a mask counting for as many axes as it has; axes that are left are taken whole.</param>
    /// <value>
    /// When set, the values are written in place, broadcast and converted; of indices named twice the last wins. The write is not recorded.
    /// </value>
    /// <exception cref="IndexException">An index lies outside its axis, there are too many, or a mask does not have the shape of its axes.</exception>
    /// <exception cref="ShapeException">Index tensors do not broadcast, or the values do not broadcast to the part.</exception>
    /// <exception cref="DTypeException">An index tensor holds no integers and no truth values.</exception>
    /// <exception cref="AutogradException">Set while this tensor or the values require a gradient and recording is on.</exception>
    [IndexerName("Part")]
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get => new IndexPlan(this, indices).Read(this);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var plan = new IndexPlan(this, indices);
            BeginWrite("x[…] = …", value);
            using var _ = Autograd.Pause();
            plan.Write(Detached(), Apart(value.Detached()));
        }
    }

    /// <summary>A number where a tensor is wanted: a scalar that takes the other operand's type.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A Float64 scalar; a scalar does not widen the type of what it meets.</returns>
    public static implicit operator Tensor(double value) => Scalar(value, DType.Float64);
}
