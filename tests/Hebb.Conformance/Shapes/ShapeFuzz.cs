using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Hebb.Conformance.Shapes;

/// <summary>What came of the calls.</summary>
/// <param name="Calls">How many there were.</param>
/// <param name="Callables">How many different operations, methods and layers they went to.</param>
/// <param name="Refused">How many ended in a documented error.</param>
/// <param name="Failed">How many broke a rule.</param>
/// <param name="Slowest">The longest time of one.</param>
public sealed record ShapeFuzzResult(int Calls, int Callables, int Refused, int Failed, TimeSpan Slowest);

/// <summary>
/// Calls every public operation and layer with shapes, strides, paddings, dilations and axes near 2³¹, 2³² and below zero. Allowed are a result and a documented
/// error, in time and memory: the calls run in a child process with a bounded heap, so that a crash or a hang is one failure and not the end.
/// </summary>
public static class ShapeFuzz
{
    /// <summary>The heap of the child, in bytes.</summary>
    const long Heap = 4L << 30;

    const int Shown = 40;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Runs all calls in child processes.</summary>
    /// <param name="count">How many calls.</param>
    /// <param name="seed">Where the situations begin.</param>
    /// <param name="output">Where failures are printed.</param>
    public static ShapeFuzzResult Run(int count, int seed, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int next = 0, refused = 0, failed = 0;
        double slowest = 0;
        while (next < count)
        {
            using Process child = Start(next, count, seed);
            using var lines = new BlockingCollection<string>();
            child.OutputDataReceived += (_, e) =>
            {
                if (e.Data is { } line) lines.Add(line);
                else lines.CompleteAdding();
            };
            child.BeginOutputReadLine();
            string current = "the start of the process";
            bool isHanging = false;
            while (!lines.IsCompleted)
            {
                if (!lines.TryTake(out string? line, TimeSpan.FromSeconds(20)))
                {
                    if (lines.IsCompleted) break;
                    isHanging = true;
                    child.Kill(entireProcessTree: true);
                    break;
                }

                string[] fields = line.Split('\t');
                switch (fields[0])
                {
                    case "call":
                        next = int.Parse(fields[1], CultureInfo.InvariantCulture);
                        current = fields[2];
                        break;
                    case "with":
                        current += $" ({fields[1]})";
                        break;
                    case "ok" or "refused":
                        next++;
                        if (fields[0] == "refused") refused++;
                        double seconds = double.Parse(fields[1], CultureInfo.InvariantCulture);
                        slowest = Math.Max(slowest, seconds);
                        if (seconds > Longest.TotalSeconds) Fail($"took {seconds:F1} s");
                        break;
                    case "written":
                        Fail(fields[1]);
                        break;
                    case "failed":
                        next++;
                        Fail(string.Join(' ', fields[1..]));
                        break;
                }
            }

            child.WaitForExit();
            if (next >= count) break;
            Fail(isHanging ? "did not end within 20 s" : $"ended the process with exit code {child.ExitCode}: {child.StandardError.ReadToEnd().Trim()}");
            next++;

            void Fail(string what)
            {
                if (++failed <= Shown) output.WriteLine($"FAIL {current}: {what}");
            }
        }

        return new ShapeFuzzResult(count, Callable.All().Found.Count, refused, failed, TimeSpan.FromSeconds(slowest));
    }

    /// <summary>The child: makes calls and says what came of each, a line before and a line after.</summary>
    internal static void RunChild(int first, int count, int seed, TextWriter output)
    {
        IReadOnlyList<Callable> found = Callable.All().Found;
        Callable[] callables = [.. found, .. Enumerable.Range(0, 3).SelectMany(_ => found.Where(callable => callable.HasGeometry))];
        for (int i = first; i < count; i++)
        {
            var situation = new Situation(unchecked((seed * 1_000_003) + i));
            Callable callable = callables[i % callables.Length];
            output.WriteLine($"call\t{i}\t{i} {callable.Name}");
            output.Flush();
            long start = Stopwatch.GetTimestamp();
            string outcome = Outcome(callable, situation, text =>
            {
                output.WriteLine($"with\t{text}");
                output.Flush();
            });
            // The same call again is free of what compiles and collects at the first.
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                start = Stopwatch.GetTimestamp();
                Outcome(callable, new Situation(unchecked((seed * 1_000_003) + i)), _ => { });
            }

            string seconds = Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
            output.WriteLine(outcome is "ok" or "refused" ? $"{outcome}\t{seconds}" : $"failed\t{outcome}");
            output.Flush();
            if (GuardedStorage.Check() is { } written)
            {
                output.WriteLine($"written\t{written}");
                output.Flush();
            }

            // Memory that was damaged shows when the collector walks over it.
            if (i % 64 == 0) GC.Collect();
        }
    }

    static string Outcome(Callable callable, Situation situation, Action<string> before)
    {
        try
        {
            callable.Call(situation, before);
            return "ok";
        }
        catch (Exception e) when (e is HebbException or ArgumentException or InvalidOperationException or OutOfMemoryException)
        {
            return "refused";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {e.StackTrace?.ReplaceLineEndings(" | ")}";
        }
    }

    static Process Start(int first, int count, int seed)
    {
        string assembly = typeof(ShapeFuzz).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[assembly, "shapes-child", .. new[] { first, count, seed }.Select(number => number.ToString(CultureInfo.InvariantCulture))]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{Heap:X}";
        start.Environment["HEBB_GUARD"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
    }
}
