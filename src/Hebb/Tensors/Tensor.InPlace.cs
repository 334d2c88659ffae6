namespace Hebb;

/// <content>Changes in place. They are not recorded: on a tensor that requires a gradient they need a <see cref="Autograd.NoGrad()"/>.</content>
public sealed partial class Tensor
{
    /// <summary>Writes another tensor's values into this one, broadcast and converted. Views may overlap.</summary>
    /// <param name="source">The values.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">The source does not broadcast to this shape.</exception>
    /// <exception cref="AutogradException">Either tensor requires a gradient and recording is on.</exception>
    public Tensor CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        BeginWrite("CopyFrom", source);
        Backend.Copy(Apart(source).Data, this.Data);
        return this;
    }

    /// <summary>Writes one value everywhere.</summary>
    /// <param name="value">The value, converted to this tensor's type.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="AutogradException">This tensor requires a gradient and recording is on.</exception>
    public Tensor Fill(double value)
    {
        BeginChange("Fill");
        Backend.Fill(this.Data, value);
        return this;
    }

    /// <summary>Writes 0 everywhere.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="AutogradException">This tensor requires a gradient and recording is on.</exception>
    public Tensor ZeroInPlace()
    {
        BeginChange("ZeroInPlace");
        Backend.Fill(this.Data, 0);
        return this;
    }

    /// <summary>this ← this + α · x.</summary>
    /// <param name="x">The summand; broadcast to this shape and converted to this type.</param>
    /// <param name="alpha">The factor α.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">x does not broadcast to this shape.</exception>
    /// <exception cref="DTypeException">x holds a kind of numbers that this tensor cannot: fractions for an integer tensor.</exception>
    /// <exception cref="AutogradException">Either tensor requires a gradient and recording is on.</exception>
    public Tensor AddInPlace(Tensor x, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Shape.Broadcast(Shape, x.Shape) != Shape) throw new ShapeException($"AddInPlace cannot add shape {x.Shape} into shape {Shape}: the result would be larger.");
        if (!DType.IsFloatingPoint && (x.DType.IsFloatingPoint || alpha != Math.Truncate(alpha)))
            throw new DTypeException($"AddInPlace cannot keep fractions in a tensor of {DType}.", "Convert this tensor to Float32, or round what is added.");
        BeginWrite("AddInPlace", x);
        using var _ = Autograd.Pause();
        if (IsContiguous && DType is DType.Float32 or DType.Float64) Backend.AddScaled(this.Data, Apart(x.To(DType)).Data, alpha);
        else Backend.Copy((this + (alpha == 1 ? x : x * alpha)).Data, this.Data);
        return this;
    }

    /// <summary>this ← this · factor.</summary>
    /// <param name="factor">The factor; without a fraction if this tensor holds integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="DTypeException">The factor has a fraction and this tensor holds integers.</exception>
    /// <exception cref="AutogradException">This tensor requires a gradient and recording is on.</exception>
    public Tensor MulInPlace(double factor)
    {
        if (!DType.IsFloatingPoint && factor != Math.Truncate(factor)) throw new DTypeException($"MulInPlace cannot keep fractions in a tensor of {DType}.", "Convert it to Float32 first.");
        BeginChange("MulInPlace");
        using var _ = Autograd.Pause();
        Backend.Copy((this * factor).Data, this.Data);
        return this;
    }

    // A write that lost the source's gradient without a word would be worse than an error.
    void BeginWrite(string operation, Tensor source)
    {
        if (source.IsTracked)
        {
            throw new AutogradException(
                $"{operation} would write values of shape {source.Shape} that carry a gradient in place; such a write is not recorded.",
                "Use Where, Cat or MaskedFill to build a new tensor, or write source.Detach().");
        }

        BeginChange(operation);
    }

    // Kernels copy between buffers that do not overlap.
    Tensor Apart(Tensor source) => source.Storage.SharesBytesWith(Storage) ? source.Clone() : source;
}
