namespace Hebb.Plots;

/// <summary>A table's cell that says whether an aim was met.</summary>
public enum GoalMark
{
    /// <summary>The aim was missed: a red cross.</summary>
    Missed,

    /// <summary>The aim was met: a green tick.</summary>
    Met,
}
