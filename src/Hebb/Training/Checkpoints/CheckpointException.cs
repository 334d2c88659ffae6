namespace Hebb.Training;

/// <summary>A checkpoint does not fit the training that should resume from it, or a store of checkpoints cannot be used.</summary>
/// <param name="message">What does not fit.</param>
/// <param name="help">The likely mend.</param>
/// <param name="inner">What was thrown first.</param>
public sealed class CheckpointException(string message, string? help = null, Exception? inner = null) : HebbException(message, help, inner);
