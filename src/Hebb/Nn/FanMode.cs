namespace Hebb.Nn;

/// <summary>What Kaiming's initial values keep the size of.</summary>
public enum FanMode
{
    /// <summary>Activations in the forward pass: divide by the inputs of a unit.</summary>
    FanIn,

    /// <summary>Gradients in the backward pass: divide by the outputs of a unit.</summary>
    FanOut,
}
