using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Adam with decoupled weight decay: w ← w · (1 − lr·λ), then Adam's step with the bare gradient. With AMSGrad, the largest v so far takes the place of v.
/// </summary>
/// <remarks>Loshchilov and Hutter: Decoupled weight decay regularization (ICLR 2019). One fused kernel.</remarks>
public sealed class AdamW : Adam
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m that stays, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of v that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="weightDecay">By how much of the learning rate the weights shrink at each step.</param>
    /// <param name="amsgrad">Whether the largest v so far is used.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public AdamW(
        IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01,
        bool amsgrad = false, bool maximize = false)
        : base(isDecoupled: true, parameters, learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, maximize)
    {
    }
}
