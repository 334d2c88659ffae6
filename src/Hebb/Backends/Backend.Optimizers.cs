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
    /// <param name="step">The numbers of the step.</param>
    internal abstract void Sgd(TensorData parameter, TensorData gradient, TensorData? velocity, SgdStep step);

    /// <summary>
    /// One step of Adam in place: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − learningRate/(1 − β₁ᵗ) · m/(√v/√(1 − β₂ᵗ) + ε). The gradient is not changed.
    /// </summary>
    /// <param name="parameter">w: contiguous; Float32 or Float64; changed in place.</param>
    /// <param name="gradient">g: of the same shape and type.</param>
    /// <param name="firstMoment">m: contiguous, of the same shape and type, changed in place.</param>
    /// <param name="secondMoment">v: likewise.</param>
    /// <param name="largestSecondMoment">The element-wise maximum of all v so far, which then takes the place of v (AMSGrad); or null.</param>
    /// <param name="step">The numbers of the step.</param>
    internal abstract void Adam(
        TensorData parameter, TensorData gradient, TensorData firstMoment, TensorData secondMoment, TensorData? largestSecondMoment, AdamStep step);
}

/// <summary>The numbers of one step of gradient descent.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Momentum">How much of v stays.</param>
/// <param name="Dampening">How much of the gradient does not enter v.</param>
/// <param name="WeightDecay">The L2 penalty.</param>
/// <param name="Nesterov">Whether to look ahead.</param>
/// <param name="First">Whether v holds nothing yet.</param>
internal readonly record struct SgdStep(double LearningRate, double Momentum, double Dampening, double WeightDecay, bool Nesterov, bool First);

/// <summary>The numbers of one step of Adam.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="WeightDecay">The L2 penalty, added to the gradient, or, when decoupled, taken from w.</param>
/// <param name="Decoupled">Whether w shrinks by learningRate·weightDecay by itself (AdamW).</param>
/// <param name="Step">t, from 1.</param>
internal readonly record struct AdamStep(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, long Step);
