namespace Hebb.Backends;

/// <summary>What becomes of the elements along an axis.</summary>
internal enum ReduceKernel
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean; NaN for none.</summary>
    Mean,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>The largest; NaN when one is NaN.</summary>
    Max,

    /// <summary>The smallest; NaN when one is NaN.</summary>
    Min,

    /// <summary>The sum of their squares.</summary>
    SumSquares,

    /// <summary>The sum of their absolute values.</summary>
    SumAbs,

    /// <summary>ln Σ eˣ, without overflow.</summary>
    LogSumExp,

    /// <summary>1 when one differs from 0, else 0.</summary>
    Any,

    /// <summary>1 when none is 0, else 0.</summary>
    All,
}
