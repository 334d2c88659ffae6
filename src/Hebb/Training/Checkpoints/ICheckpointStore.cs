namespace Hebb.Training;

/// <summary>
/// Where checkpoints are kept: <c>CheckpointFolder</c> of Hebb.Formats keeps them as files. A save that fails, or a process that is killed in it, must leave the
/// older checkpoints as they were. Belongs to one training at a time.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>Whether there is no checkpoint to resume from.</summary>
    bool IsEmpty { get; }

    /// <summary>Claims the store for one training until the result is disposed.</summary>
    /// <exception cref="CheckpointException">Another training writes there.</exception>
    IDisposable Open();

    /// <summary>Keeps a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="isBest">Whether it is the best one so far and to be kept as such, too.</param>
    /// <returns>Where it is, for messages.</returns>
    /// <exception cref="IOException">It could not be written; the older ones are as they were.</exception>
    string Save(Checkpoint checkpoint, bool isBest);

    /// <summary>The newest checkpoint, or null if there is none.</summary>
    Checkpoint? LoadLast();

    /// <summary>The best checkpoint, or null if there is none.</summary>
    Checkpoint? LoadBest();
}
