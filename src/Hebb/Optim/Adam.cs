using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Adam: running averages of the gradient, m ← β₁m + (1 − β₁)g, and of its square, v ← β₂v + (1 − β₂)g²; w ← w − lr · m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ),
/// v̂ = v/(1 − β₂ᵗ). Weight decay enters the gradient, g ← g + λw. With AMSGrad, the largest v so far takes the place of v.
/// </summary>
/// <remarks>Kingma and Ba: Adam: a method for stochastic optimization (ICLR 2015); Reddi, Kale and Kumar: On the convergence of Adam and beyond (ICLR 2018).
/// One fused kernel.</remarks>
public class Adam : Optimizer
{
    readonly bool isDecoupled;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m that stays, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of v that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="amsgrad">Whether the largest v so far is used.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Adam(
        IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        bool amsgrad = false, bool maximize = false)
        : this(isDecoupled: false, parameters, learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, maximize)
    {
    }

    private protected Adam(
        bool isDecoupled, IEnumerable<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool amsgrad, bool maximize)
        : base(parameters, learningRate, weightDecay, HyperparameterCheck.Fraction(beta1, nameof(beta1)), maximize, amsgrad ? ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"] : ["exp_avg", "exp_avg_sq"])
    {
        this.isDecoupled = isDecoupled;
        Beta2 = HyperparameterCheck.Fraction(beta2, nameof(beta2));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-8");
        IsAmsgrad = amsgrad;
    }

    /// <summary>The share of v that stays.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the largest v so far is used.</summary>
    public bool IsAmsgrad { get; }

    /// <inheritdoc/>
    protected sealed override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        w.Backend.Adam(
            w.Data, gradient.Data, state.Buffer(0).Data, state.Buffer(1).Data, (IsAmsgrad ? state.Buffer(2) : null)?.Data,
            new(group.LearningRate, group.Momentum, Beta2, Epsilon, group.WeightDecay, isDecoupled, state.Step));
    }
}
