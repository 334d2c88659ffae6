using Hebb.Data;

namespace Hebb.Training;

/// <summary>
/// Something that happens beside a training: derive from it and override what is wanted. All of it runs on the thread that trains, in the order of the trainer's
/// list. What a callback throws ends the training.
/// </summary>
public abstract class Callback
{
    /// <summary>The names of the numbers that this callback records with <see cref="TrainingState.Record"/>, so that others may watch them.</summary>
    public virtual IReadOnlyList<string> RecordedNames => [];

    /// <summary>The names of the numbers that this callback watches; an unknown one is an error before the first step.</summary>
    public virtual IReadOnlyList<string> WatchedNames => [];

    /// <summary>A training begins, or resumes from a checkpoint (<see cref="TrainingHistory.ResumedAtStep"/>).</summary>
    /// <param name="state">Where it stands.</param>
    public virtual void OnFitStart(TrainingState state)
    {
    }

    /// <summary>A training has ended; <see cref="TrainingHistory.StopReason"/> says why. Not called after an exception.</summary>
    /// <param name="state">Where it stands.</param>
    public virtual void OnFitEnd(TrainingState state)
    {
    }

    /// <summary>An epoch begins, or resumes in its middle.</summary>
    /// <param name="state">Where the training stands.</param>
    public virtual void OnEpochStart(TrainingState state)
    {
    }

    /// <summary>An epoch is over, validated if it was time, and its numbers are recorded.</summary>
    /// <param name="state">Where the training stands; <see cref="TrainingState.Epoch"/> is still the one that is over.</param>
    public virtual void OnEpochEnd(TrainingState state)
    {
    }

    /// <summary>A batch comes to training. Its tensors are gone after the step; <c>Keep()</c> those that are to stay.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="batch">The batch.</param>
    public virtual void OnBatchStart(TrainingState state, Batch batch)
    {
    }

    /// <summary>The gradients of a step are there, clipped, and the optimizer has not used them yet.</summary>
    /// <param name="state">Where the training stands.</param>
    public virtual void OnGradients(TrainingState state)
    {
    }

    /// <summary>The optimizer has made a step.</summary>
    /// <param name="state">Where the training stands; <see cref="TrainingState.Loss"/> is the step's.</param>
    public virtual void OnStepEnd(TrainingState state)
    {
    }

    /// <summary>A validation begins.</summary>
    /// <param name="state">Where the training stands.</param>
    public virtual void OnValidationStart(TrainingState state)
    {
    }

    /// <summary>A batch of a validation was answered. The tensors are gone after this; <c>Keep()</c> those that are to stay.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="prediction">The model's answer.</param>
    public virtual void OnValidationBatch(TrainingState state, Batch batch, Tensor prediction)
    {
    }

    /// <summary>A validation is over, and its numbers are recorded. The model still holds the averaged weights, if there are any.</summary>
    /// <param name="state">Where the training stands.</param>
    public virtual void OnValidationEnd(TrainingState state)
    {
    }

    /// <summary>A checkpoint was kept.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="place">Where the checkpoint is.</param>
    /// <param name="isBest">Whether it is the best so far.</param>
    public virtual void OnCheckpointSaved(TrainingState state, string place, bool isBest)
    {
    }

    /// <summary>Something went wrong that does not end the training, such as a full disk while a checkpoint was written.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="message">What.</param>
    public virtual void OnWarning(TrainingState state, string message)
    {
    }

    /// <summary>An exception ends the training; it reaches the caller after this.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="problem">The exception.</param>
    public virtual void OnException(TrainingState state, Exception problem)
    {
    }

    /// <summary>Stores what a resumed training needs of this callback.</summary>
    /// <param name="section">The callback's part of the checkpoint.</param>
    public virtual void Save(CheckpointSection section)
    {
    }

    /// <summary>Takes up what <see cref="Save"/> stored, before <see cref="OnFitStart"/>.</summary>
    /// <param name="section">The callback's part of the checkpoint.</param>
    /// <exception cref="CheckpointException">Something is missing or does not fit.</exception>
    public virtual void Load(CheckpointSection section)
    {
    }
}
