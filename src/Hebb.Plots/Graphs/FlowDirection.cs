namespace Hebb.Plots;

/// <summary>Which way a drawing of a graph runs.</summary>
public enum FlowDirection
{
    /// <summary>Inputs at the left, the result at the right.</summary>
    LeftToRight,

    /// <summary>Inputs at the top, the result at the bottom.</summary>
    TopToBottom,
}
