namespace Hebb.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs or steps asked for are done.</summary>
    Completed,

    /// <summary>The time limit is over.</summary>
    TimeLimit,

    /// <summary>A callback, such as <see cref="EarlyStopping"/>, asked for it.</summary>
    Requested,

    /// <summary>The cancellation token was cancelled: the step was finished, and a checkpoint saved if there is a store.</summary>
    Cancelled,
}
