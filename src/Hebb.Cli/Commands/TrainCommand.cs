using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb train</c>: what can be trained.</summary>
sealed class TrainCommand : Command
{
    public TrainCommand(Terminal terminal)
        : base("train", "Train a network and save it.") => Add(new TrainDigitsCommand(terminal));
}
