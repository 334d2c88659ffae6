namespace Hebb.Backends;

/// <summary>The functions of two tensors, element by element with broadcasting.</summary>
internal enum BinaryKernel
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Sub,

    /// <summary>a·b.</summary>
    Mul,

    /// <summary>a/b; floating types only.</summary>
    Div,

    /// <summary>aᵇ; negative powers of integers are 0, except of 1 and −1.</summary>
    Pow,

    /// <summary>The larger one; NaN when either is NaN.</summary>
    Maximum,

    /// <summary>The smaller one; NaN when either is NaN.</summary>
    Minimum,

    /// <summary>The angle of the point (b, a); floating types only.</summary>
    Atan2,

    /// <summary>⌊a/b⌋.</summary>
    FloorDivide,

    /// <summary>a − b·⌊a/b⌋: it has the sign of b.</summary>
    Remainder,

    /// <summary>max(a + b, 0): the end of a residual block.</summary>
    AddRelu,
}

/// <summary>Comparisons, written as bytes 0 and 1. With NaN only NotEqual holds.</summary>
internal enum CompareKernel
{
    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a ≠ b.</summary>
    NotEqual,

    /// <summary>a below b.</summary>
    Less,

    /// <summary>a at most b.</summary>
    LessEqual,

    /// <summary>a above b.</summary>
    Greater,

    /// <summary>a at least b.</summary>
    GreaterEqual,
}

/// <summary>Logic on bytes, where anything but 0 is true; the result is 0 or 1.</summary>
internal enum LogicKernel
{
    /// <summary>Both.</summary>
    And,

    /// <summary>At least one.</summary>
    Or,

    /// <summary>Exactly one.</summary>
    Xor,
}
