using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Stochastic gradient descent: w ← w − lr · g, with weight decay g ← g + λw. With momentum μ, v ← μv + (1 − dampening)g (v ← g at the first step) takes the
/// place of g, or g + μv with Nesterov. PyTorch's formulas: the learning rate stands outside the velocity.
/// </summary>
/// <remarks>Sutskever, Martens, Dahl and Hinton: On the importance of initialization and momentum in deep learning (ICML 2013). One fused kernel.</remarks>
public sealed class SGD : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="momentum">How much of the velocity stays, 0 (none) or more.</param>
    /// <param name="dampening">How much of the gradient does not enter the velocity.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="nesterov">Whether to look ahead; needs a momentum and no dampening.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is given twice, or Nesterov has no momentum or a dampening.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is negative or NaN.</exception>
    public SGD(
        IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false, bool maximize = false)
        : base(parameters, learningRate, weightDecay, momentum, maximize, "momentum_buffer")
    {
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException($"Nesterov's method needs a momentum above 0 and no dampening; they are {momentum} and {dampening}.", nameof(nesterov));
        Dampening = dampening;
        IsNesterov = nesterov;
    }

    /// <summary>How much of the gradient does not enter the velocity.</summary>
    public double Dampening { get; }

    /// <summary>Whether the step looks ahead.</summary>
    public bool IsNesterov { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        bool isFirst = !state.HasBuffer(0);
        Tensor? velocity = group.Momentum == 0 ? null : state.Buffer(0);
        w.Backend.Sgd(w.Data, gradient.Data, velocity?.Data, new(group.LearningRate, group.Momentum, Dampening, group.WeightDecay, IsNesterov, isFirst));
    }
}
