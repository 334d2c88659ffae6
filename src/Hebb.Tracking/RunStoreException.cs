namespace Hebb.Tracking;

/// <summary>The database of runs cannot do what was asked of it. The message names the file.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
/// <param name="inner">The cause, if another exception led here.</param>
public sealed class RunStoreException(RunStoreProblem problem, string message, string? help = null, Exception? inner = null) : HebbException(message, help, inner)
{
    /// <summary>What is wrong.</summary>
    public RunStoreProblem Problem => problem;
}
