using Hebb.Formats;
using Hebb.Tracking;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>The checkpoints of a run that is recorded: what one knows is in the database of runs before it is kept.</summary>
sealed class RecordedCheckpoints(CheckpointFolder checkpoints, Run run) : ICheckpointStore
{
    /// <summary>How long a training waits for its record at a time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public bool IsEmpty => checkpoints.IsEmpty;

    public IDisposable Open() => checkpoints.Open();

    public string Save(Checkpoint checkpoint, bool isBest)
    {
        run.Flush(Patience);
        return checkpoints.Save(checkpoint, isBest);
    }

    public Checkpoint? LoadLast() => checkpoints.LoadLast();

    public Checkpoint? LoadBest() => checkpoints.LoadBest();
}
