namespace Hebb.Cli;

/// <summary>What the command line tells its caller.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It could not be done: a bad file, a full disk, a loss that is no number, a lab that missed a must.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C: 128 + the number of SIGINT, as shells count. What was learned until then is saved.</summary>
    public const int Interrupted = 130;
}
