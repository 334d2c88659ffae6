namespace Hebb.Nn;

/// <summary>The function after a layer, by which its initial weights are scaled.</summary>
public enum Nonlinearity
{
    /// <summary>None, or a convolution: gain 1.</summary>
    Linear,

    /// <summary>The logistic function: gain 1.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent: gain 5/3.</summary>
    Tanh,

    /// <summary>max(x, 0): gain √2.</summary>
    Relu,

    /// <summary>max(x, 0) with a slope a below 0: gain √(2/(1 + a²)).</summary>
    LeakyRelu,

    /// <summary>The self-normalising unit: gain 3/4.</summary>
    Selu,
}
