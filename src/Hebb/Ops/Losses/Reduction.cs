namespace Hebb;

/// <summary>What becomes of the losses of many examples.</summary>
public enum Reduction
{
    /// <summary>They stay as they are.</summary>
    None,

    /// <summary>Their mean; for weighted classes, the weighted mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum divided by the length of axis 0: the mean over a batch that <see cref="Ops.KlDiv"/> needs to be a divergence.</summary>
    BatchMean,
}
