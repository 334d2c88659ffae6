namespace Hebb.Vision.Datasets;

/// <summary>Which part of a data set that was divided by its makers.</summary>
public enum Split
{
    /// <summary>The training set.</summary>
    Train,

    /// <summary>The validation set, to choose settings by.</summary>
    Validation,

    /// <summary>The test set, for the final evaluation.</summary>
    Test,

    /// <summary>More training samples, where there is such a part.</summary>
    Extra,
}
