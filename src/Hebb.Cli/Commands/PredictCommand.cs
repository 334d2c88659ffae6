using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb predict</c>: what can be asked.</summary>
sealed class PredictCommand : Command
{
    public PredictCommand(Terminal terminal)
        : base("predict", "Ask a saved network.") => Add(new PredictDigitsCommand(terminal));
}
