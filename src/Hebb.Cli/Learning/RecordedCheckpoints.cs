using Hebb.Formats;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>The checkpoints of a run that is recorded: what one knows is in the database of runs before it is kept.</summary>
sealed class RecordedCheckpoints(CheckpointFolder checkpoints, RecordCallback record) : ICheckpointStore
{
    public bool IsEmpty => checkpoints.IsEmpty;

    public IDisposable Open() => checkpoints.Open();

    public string Save(Checkpoint checkpoint, bool isBest)
    {
        record.Flush();
        return checkpoints.Save(checkpoint, isBest);
    }

    public Checkpoint? LoadLast() => checkpoints.LoadLast();

    public Checkpoint? LoadBest() => checkpoints.LoadBest();
}
