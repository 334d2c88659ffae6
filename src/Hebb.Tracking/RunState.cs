namespace Hebb.Tracking;

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>It is at work: its process lives and has been heard of within the last minute.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Finished,

    /// <summary>Its user stopped it; what was learned until then was kept.</summary>
    Stopped,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was killed: it never said that it ended, and its process is gone or silent. Never stored, only concluded.</summary>
    Interrupted,
}
