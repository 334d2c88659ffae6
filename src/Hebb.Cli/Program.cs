using System.Runtime.InteropServices;
using Hebb.Cli;

WiderProgram.HandOver(args);
Console.OutputEncoding = System.Text.Encoding.UTF8;
using var stop = new CancellationTokenSource();

// The first Ctrl-C asks the work to come to a clean end; a second one ends the process at once.
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

// A limit on the size of files (ulimit -f) would end the process without a word. So it is an error of writing like that of a full disk. It is never given back: a signal is seen a moment
// after it came, and the last one may come with the last file.
const int FileSizeExceeded = 25;
PosixSignalRegistration? limit = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)FileSizeExceeded, signal => signal.Cancel = true);
int code = CommandLine.Run(args, Terminal.Standard(stop.Token));
GC.KeepAlive(limit);
return code;
