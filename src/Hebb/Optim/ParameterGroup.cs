using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>Parameters that an optimizer updates with the same settings. Schedules change the settings as training proceeds.</summary>
public sealed class ParameterGroup
{
    internal ParameterGroup(IReadOnlyList<Parameter> parameters, double learningRate, double weightDecay, double momentum)
    {
        Parameters = parameters;
        LearningRate = learningRate;
        WeightDecay = weightDecay;
        Momentum = momentum;
    }

    /// <summary>The parameters in the order in which they were given.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The length of a step, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or to NaN.</exception>
    public double LearningRate
    {
        get;
        set => field = HyperparameterCheck.NotNegative(value, nameof(LearningRate), "a learning rate is 0 or more, usually 0.1 to 0.0001");
    }

    /// <summary>The weight of the L2 penalty, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or to NaN.</exception>
    public double WeightDecay
    {
        get;
        set => field = HyperparameterCheck.NotNegative(value, nameof(WeightDecay), "a penalty is 0 or more, usually 0.01 or less");
    }

    /// <summary>How much of the past direction stays, 0 or more: the momentum, or, in the Adam family, β₁. Optimizers without one ignore it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or to NaN.</exception>
    public double Momentum
    {
        get;
        set => field = HyperparameterCheck.NotNegative(value, nameof(Momentum), "0 is none, 0.9 is usual");
    }

    /// <summary>The learning rate from which schedules reckon: what it was when the first schedule was made.</summary>
    internal double? InitialLearningRate { get; set; }
}
