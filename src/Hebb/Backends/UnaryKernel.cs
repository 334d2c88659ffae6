namespace Hebb.Backends;

/// <summary>The functions of one tensor, element by element. a and b are the kernel's two parameters where it has some.</summary>
internal enum UnaryKernel
{
    /// <summary>−x.</summary>
    Neg,

    /// <summary>|x|; its gradient at 0 is 0.</summary>
    Abs,

    /// <summary>−1, 0 or 1; 0 for NaN.</summary>
    Sign,

    /// <summary>x².</summary>
    Square,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>1/√x.</summary>
    Rsqrt,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>eˣ − 1.</summary>
    Expm1,

    /// <summary>ln x.</summary>
    Log,

    /// <summary>log₂ x.</summary>
    Log2,

    /// <summary>ln(1 + x).</summary>
    Log1p,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1/(1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>ln sigmoid(x).</summary>
    LogSigmoid,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x above 0, else a·x.</summary>
    LeakyRelu,

    /// <summary>x above 0, else a·(eˣ − 1).</summary>
    Elu,

    /// <summary>1.0507·elu(x) with alpha 1.67326 (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>x·sigmoid(x).</summary>
    Silu,

    /// <summary>x·Φ(x) with the normal distribution's Φ.</summary>
    Gelu,

    /// <summary>Gelu by its tanh approximation.</summary>
    GeluTanh,

    /// <summary>x/(1 + |x|).</summary>
    Softsign,

    /// <summary>ln(1 + e^(a·x))/a, and x where a·x is above b.</summary>
    Softplus,

    /// <summary>x·tanh(ln(1 + eˣ)).</summary>
    Mish,

    /// <summary>x·relu6(x + 3)/6.</summary>
    Hardswish,

    /// <summary>relu6(x + 3)/6.</summary>
    Hardsigmoid,

    /// <summary>min(max(x, a), b); either bound may be infinite.</summary>
    Clamp,

    /// <summary>xᵃ.</summary>
    PowScalar,

    /// <summary>The next integer below.</summary>
    Floor,

    /// <summary>The next integer above.</summary>
    Ceil,

    /// <summary>The nearest integer, halves to the even one.</summary>
    Round,

    /// <summary>x + a.</summary>
    AddScalar,

    /// <summary>x·a.</summary>
    MulScalar,

    /// <summary>a − x.</summary>
    ScalarMinus,

    /// <summary>a/x.</summary>
    ScalarOver,

    /// <summary>1 where x is 0, else 0.</summary>
    LogicalNot,
}
