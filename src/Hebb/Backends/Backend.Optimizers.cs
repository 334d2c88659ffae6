namespace Hebb.Backends;

/// <content>Parameter updates: everything that one step changes, in one pass over the memory.</content>
internal abstract partial class Backend
{
    /// <summary>
    /// One step of gradient descent in place: g ← g + weightDecay·w; with a velocity, v ← g at the first step and momentum·v + (1 − dampening)·g later, and
    /// g ← g + momentum·v (Nesterov) or v; w ← w − learningRate·g. The gradient is not changed.
    /// </summary>
    /// <param name="parameter">w: contiguous; Float32 or Float64; changed in place.</param>
    /// <param name="gradient">g: of the same shape and type.</param>
    /// <param name="velocity">v: contiguous, of the same shape and type, changed in place; null without momentum.</param>
    /// <param name="learningRate">The step's length.</param>
    /// <param name="momentum">How much of v stays.</param>
    /// <param name="dampening">How much of the gradient does not enter v.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    /// <param name="isFirst">Whether v holds nothing yet.</param>
    internal abstract void Sgd(
        TensorData parameter, TensorData gradient, TensorData? velocity, double learningRate, double momentum, double dampening, double weightDecay, bool nesterov, bool isFirst);

    /// <summary>
    /// One step of Adam in place: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − learningRate/(1 − β₁ᵗ) · m/(√v/√(1 − β₂ᵗ) + ε). The gradient is not changed.
    /// </summary>
    /// <param name="parameter">w: contiguous; Float32 or Float64; changed in place.</param>
    /// <param name="gradient">g: of the same shape and type.</param>
    /// <param name="firstMoment">m: contiguous, of the same shape and type, changed in place.</param>
    /// <param name="secondMoment">v: likewise.</param>
    /// <param name="largestSecondMoment">The element-wise maximum of all v so far, which then takes the place of v (AMSGrad); or null.</param>
    /// <param name="learningRate">The step's length.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">The L2 penalty, added to the gradient, or, when decoupled, taken from w.</param>
    /// <param name="isDecoupled">Whether w shrinks by learningRate·weightDecay by itself (AdamW).</param>
    /// <param name="step">t, from 1.</param>
    internal abstract void Adam(
        TensorData parameter, TensorData gradient, TensorData firstMoment, TensorData secondMoment, TensorData? largestSecondMoment, double learningRate, double beta1, double beta2,
        double epsilon, double weightDecay, bool isDecoupled, long step);
}
