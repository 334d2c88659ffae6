using Hebb.Cli;

Console.OutputEncoding = System.Text.Encoding.UTF8;
using var stop = new CancellationTokenSource();

// The first Ctrl-C asks the work to come to a clean end; a second one ends the process at once.
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
return CommandLine.Run(args, Terminal.Standard(stop.Token));
