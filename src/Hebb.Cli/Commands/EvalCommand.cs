using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb eval</c>: what can be judged.</summary>
sealed class EvalCommand : Command
{
    public EvalCommand(Terminal terminal)
        : base("eval", "Judge a saved network on data that it has not seen.") => Add(new EvalDigitsCommand(terminal));
}
