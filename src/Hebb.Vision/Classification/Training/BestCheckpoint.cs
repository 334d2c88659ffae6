using Hebb.Training;

namespace Hebb.Vision.Classification;

/// <summary>Keeps the best checkpoint of a training in memory, and no other: for a training that keeps no files.</summary>
sealed class BestCheckpoint : ICheckpointStore, IDisposable
{
    Checkpoint? best;

    public bool IsEmpty => true;

    public IDisposable Open() => this;

    public string Save(Checkpoint checkpoint, bool isBest)
    {
        if (isBest) best = checkpoint;
        return "memory";
    }

    public Checkpoint? LoadLast() => null;

    public Checkpoint? LoadBest() => best;

    public void Dispose()
    {
    }
}
