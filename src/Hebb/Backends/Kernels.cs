namespace Hebb.Backends;

/// <summary>Functions of two tensors, element by element.</summary>
public enum BinaryKernel : byte
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Sub,

    /// <summary>a · b.</summary>
    Mul,

    /// <summary>a / b; floating point only.</summary>
    Div,

    /// <summary>aᵇ.</summary>
    Pow,

    /// <summary>The larger; NaN if either is.</summary>
    Maximum,

    /// <summary>The smaller; NaN if either is.</summary>
    Minimum,

    /// <summary>⌊a / b⌋.</summary>
    FloorDivide,

    /// <summary>a − ⌊a / b⌋ · b: the sign of b, as in Python.</summary>
    Remainder,
}

/// <summary>Comparisons of two tensors, element by element.</summary>
public enum CompareKernel : byte
{
    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a ≠ b.</summary>
    NotEqual,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessEqual,

    /// <summary>a &gt; b.</summary>
    Greater,

    /// <summary>a ≥ b.</summary>
    GreaterEqual,
}

/// <summary>Reductions along axes.</summary>
public enum ReduceKernel : byte
{
    /// <summary>Σ x.</summary>
    Sum,

    /// <summary>Σ x / n.</summary>
    Mean,

    /// <summary>Π x.</summary>
    Prod,

    /// <summary>The largest; NaN if any is.</summary>
    Max,

    /// <summary>The smallest; NaN if any is.</summary>
    Min,

    /// <summary>Σ x².</summary>
    SumSquares,

    /// <summary>Σ |x|.</summary>
    SumAbs,

    /// <summary>log Σ eˣ, stable.</summary>
    LogSumExp,
}
