namespace Hebb.Training;

/// <summary>How the numbers of several classes become one.</summary>
public enum Averaging
{
    /// <summary>Over all decisions together: for one label a row, precision, recall and F1 are all the accuracy.</summary>
    Micro,

    /// <summary>Every class counts the same; those that were neither a label nor a prediction are left out.</summary>
    Macro,

    /// <summary>Every class counts as often as it is a label.</summary>
    Weighted,
}
