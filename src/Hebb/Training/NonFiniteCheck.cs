namespace Hebb.Training;

/// <summary>How a trainer looks for NaN and infinity.</summary>
public enum NonFiniteCheck
{
    /// <summary>Not at all: training continues with them.</summary>
    Off,

    /// <summary>Each step's loss, which costs nothing, and the gradients' norm where it is computed for clipping.</summary>
    Loss,

    /// <summary>Each step's loss and every gradient, before the optimizer uses it: the weights stay finite.</summary>
    Gradients,
}
