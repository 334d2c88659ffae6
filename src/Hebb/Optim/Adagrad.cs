using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// The gradient over the root of the sum of all its squares: s ← s + g², w ← w − lr/(1 + (t − 1)·decay) · g/(√s + ε). Weight decay enters the gradient,
/// g ← g + λw.
/// </summary>
/// <remarks>Duchi, Hazan and Singer: Adaptive subgradient methods for online learning and stochastic optimization (JMLR 12, 2011).</remarks>
public sealed class Adagrad : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="learningRateDecay">How fast the learning rate falls with the steps, 0 or more.</param>
    /// <param name="initialAccumulator">The value of s before the first step, 0 or more.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Adagrad(
        IEnumerable<Parameter> parameters, double learningRate = 0.01, double learningRateDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10, double weightDecay = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, momentum: 0, maximize, "sum")
    {
        LearningRateDecay = HyperparameterCheck.NotNegative(learningRateDecay, nameof(learningRateDecay), "0 keeps the learning rate");
        InitialAccumulator = HyperparameterCheck.NotNegative(initialAccumulator, nameof(initialAccumulator), "a sum of squares begins at 0 or above");
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-10");
    }

    /// <summary>How fast the learning rate falls with the steps, 0 or more.</summary>
    public double LearningRateDecay { get; }

    /// <summary>The value of s before the first step, 0 or more.</summary>
    public double InitialAccumulator { get; }

    /// <summary>Added to the root, so that nothing is divided by 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        bool isFirst = !state.HasBuffer(0);
        Tensor sum = state.Buffer(0);
        if (isFirst) sum.Backend.Fill(sum.Data, InitialAccumulator);
        gradient = Penalized(group, state, gradient);
        Assign(sum, sum + (gradient * gradient));
        double rate = group.LearningRate / (1 + ((state.Step - 1) * LearningRateDecay));
        w.Backend.AddScaled(w.Data, (gradient / (sum.Sqrt() + Epsilon)).Data, -rate);
    }
}
