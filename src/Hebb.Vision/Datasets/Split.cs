namespace Hebb.Vision.Datasets;

/// <summary>Which part of a data set that was divided by its makers.</summary>
public enum Split
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose settings by.</summary>
    Validation,

    /// <summary>To be judged on, once.</summary>
    Test,

    /// <summary>More to learn from, where there is such a part.</summary>
    Extra,
}
