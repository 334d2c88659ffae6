namespace Hebb.Tracking.Storage;

/// <summary>What a run has said since the last writing.</summary>
sealed class RunBatch
{
    /// <summary>How many values wait at most for a database that cannot be written: about 40 MB.</summary>
    public const int MaxPoints = 1 << 20;

    public List<LoggedPoint> Points { get; } = [];

    public List<RunFile> Files { get; } = [];

    public List<KeyValuePair<string, string>> Facts { get; } = [];

    /// <summary>Values that were dropped because too many waited.</summary>
    public long Dropped { get; set; }

    public bool IsEmpty => Points.Count == 0 && Files.Count == 0 && Facts.Count == 0;

    public void Clear()
    {
        Points.Clear();
        Files.Clear();
        Facts.Clear();
    }
}
