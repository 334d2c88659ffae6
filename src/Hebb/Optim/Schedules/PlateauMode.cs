namespace Hebb.Optim;

/// <summary>Which way a watched number is better.</summary>
public enum PlateauMode
{
    /// <summary>Smaller is better: a loss.</summary>
    Min,

    /// <summary>Larger is better: an accuracy.</summary>
    Max,
}
