using System.Diagnostics;
using Hebb.Formats;

namespace Hebb.Conformance.Fuzzing;

/// <summary>What came of the damaged files of one format.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Refused">How many were refused with the documented error; the others were harmless.</param>
/// <param name="Failed">How many broke a rule.</param>
/// <param name="Slowest">The longest time that one took.</param>
/// <param name="MaxMemory">The most bytes that were taken for one.</param>
public sealed record FuzzResult(int Count, int Refused, int Failed, TimeSpan Slowest, long MaxMemory);

/// <summary>
/// Opens damaged files. Each must be read or refused with <see cref="FormatErrorException"/>, within two seconds, with at most eight times its size + 64 MB
/// of memory (everything that is allocated counts, also what was given back in between).
/// </summary>
public static class FuzzRun
{
    const int Shown = 5;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Runs one format.</summary>
    /// <param name="target">The format.</param>
    /// <param name="count">How many damaged files.</param>
    /// <param name="seed">Where the damage begins.</param>
    /// <param name="output">Where failures are printed. A file that breaks a rule stays in the temporary folder; its path is printed.</param>
    public static FuzzResult Run(FuzzTarget target, int count, ulong seed, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("hebb-fuzz-").FullName, path = Path.Combine(folder, "damaged");
        int refused = 0, failed = 0;
        long slowest = 0, most = 0;

        // The first time compiles the reader; that is not the file's fault.
        foreach ((string _, byte[] whole) in target.Samples)
        {
            File.WriteAllBytes(path, whole);
            Outcome(target, path, out _, out _);
        }

        for (int i = 0; i < count; i++)
        {
            var random = new Random(unchecked((int)((seed * 1_000_003) + (ulong)i)));
            (string name, byte[] sample) = target.Samples[i % target.Samples.Count];
            byte[] bytes = Damage.Of(sample, target.Samples[random.Next(target.Samples.Count)].Value, random);
            File.WriteAllBytes(path, bytes);
            string? problem = Outcome(target, path, out long ticks, out long memory);
            slowest = Math.Max(slowest, ticks);
            most = Math.Max(most, memory);
            if (problem == string.Empty) refused++;
            if (string.IsNullOrEmpty(problem) && Stopwatch.GetElapsedTime(0, ticks) > Longest) problem = $"took {Stopwatch.GetElapsedTime(0, ticks).TotalSeconds:F1} s";
            if (string.IsNullOrEmpty(problem) && memory > (8L * bytes.Length) + (64 << 20)) problem = $"took {memory / 1048576.0:F0} MB for {bytes.Length} bytes";
            if (string.IsNullOrEmpty(problem)) continue;
            failed++;
            if (failed > Shown) continue;
            string kept = Path.Combine(folder, $"{target.Name}-{i}");
            File.Copy(path, kept, overwrite: true);
            output.WriteLine($"FAIL {target.Name} {i} of {name} ({kept}): {problem}");
        }

        if (failed == 0) Directory.Delete(folder, recursive: true);
        return new FuzzResult(count, refused, failed, Stopwatch.GetElapsedTime(0, slowest), most);
    }

    // Null: read. Empty: refused as it should be. Else what is wrong.
    static string? Outcome(FuzzTarget target, string path, out long ticks, out long memory)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        string? problem = null;
        try
        {
            target.Read(path);
        }
        catch (FormatErrorException)
        {
            problem = string.Empty;
        }
        catch (Exception e)
        {
            problem = $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}{Environment.NewLine}{e.StackTrace}";
        }

        ticks = Stopwatch.GetTimestamp() - start;
        memory = GC.GetAllocatedBytesForCurrentThread() - before;
        return problem;
    }
}
