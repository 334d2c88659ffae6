using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// The gradient over the root of its running mean square: v ← αv + (1 − α)g², w ← w − lr · g/(√v + ε). Centered: v minus the square of the running mean of g.
/// With momentum μ: u ← μu + g/(√v + ε), w ← w − lr · u. Weight decay enters the gradient, g ← g + λw.
/// </summary>
/// <remarks>Hinton: Lecture 6e of Neural Networks for Machine Learning (2012); centered: Graves, Generating sequences with recurrent neural networks (2013).</remarks>
public sealed class RMSprop : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="alpha">The share of v that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="momentum">How much of u stays, 0 (none) or more.</param>
    /// <param name="centered">Whether the mean is taken out of v.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RMSprop(
        IEnumerable<Parameter> parameters, double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false, double weightDecay = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, momentum, maximize, "square_avg", "momentum_buffer", "grad_avg")
    {
        Alpha = HyperparameterCheck.Fraction(alpha, nameof(alpha));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-8");
        IsCentered = centered;
    }

    /// <summary>The share of v that stays, 0 or more and below 1.</summary>
    public double Alpha { get; }

    /// <summary>Added to the root, so that nothing is divided by 0.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the mean is taken out of v.</summary>
    public bool IsCentered { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, square = state.Buffer(0);
        gradient = Penalized(group, state, gradient);
        Assign(square, (square * Alpha) + (gradient * gradient * (1 - Alpha)));
        Tensor spread = square;
        if (IsCentered)
        {
            Tensor mean = state.Buffer(2);
            Assign(mean, (mean * Alpha) + (gradient * (1 - Alpha)));
            spread = square - (mean * mean);
        }

        Tensor direction = gradient / (spread.Sqrt() + Epsilon);
        if (group.Momentum > 0)
        {
            Tensor velocity = state.Buffer(1);
            Assign(velocity, (velocity * group.Momentum) + direction);
            direction = velocity;
        }

        w.Backend.AddScaled(w.Data, direction.Data, -group.LearningRate);
    }
}
