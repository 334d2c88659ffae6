namespace Hebb.Nn;

/// <summary>The hinge loss of many classes from scores [N, C] and class numbers [N]: Σ max(0, margin − x[target] + x[i])ᵖ / C over all other classes i.</summary>
/// <param name="p">The power, 1 or 2.</param>
/// <param name="margin">The margin.</param>
/// <param name="weight">A weight for each class, shape [C]; all 1 unless given.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.MultiMarginLoss(target, p, margin, weight, Reduction);
}
