namespace Hebb.Nn;

/// <summary>A function of what a model answers and what it should have answered; training makes it small. The functions themselves are operations on tensors.</summary>
public abstract class Loss
{
    private protected Loss(Reduction reduction) => Reduction = reduction;

    /// <summary>How the losses of the elements or rows become one number.</summary>
    public Reduction Reduction { get; }

    /// <summary>The loss.</summary>
    /// <param name="input">What the model answers.</param>
    /// <param name="target">What it should have answered.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each element or row.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="DTypeException">The types are not those that the loss needs.</exception>
    public abstract Tensor Forward(Tensor input, Tensor target);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => $"{GetType().Name}()";
}
