namespace Hebb.Plots;

/// <summary>How an axis spaces its values.</summary>
public enum AxisScale
{
    /// <summary>Equal steps take equal room.</summary>
    Linear,

    /// <summary>Equal factors take equal room. Values ≤ 0 have no place on it: they are left out, and the description says how many.</summary>
    Log,
}
