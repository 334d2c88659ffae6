using System.Globalization;
using System.Reflection;
using Hebb.Bench.Workloads;

namespace Hebb.Bench;

/// <summary>
/// This working tree against another revision, burst by burst in turns. A third side runs this tree once more: how far it is from the first is the noise of the row, and
/// only what lies beyond it counts. Where memory happens to lie can make two processes of one program differ by a tenth for as long as they live, so each side
/// has several.
/// </summary>
static class RevisionComparison
{
    const double BurstSeconds = 0.1, RowSeconds = 10, MinNoise = 0.02;
    const int ProcessesPerSide = 5, MinRounds = 2 * ProcessesPerSide, MaxRounds = 7 * ProcessesPerSide, MaxRepeats = 10_000_000;

    /// <summary>Runs it.</summary>
    /// <returns>How many workloads are slower than in the other revision by more than the noise.</returns>
    /// <exception cref="PeerException">The revision does not exist, or does not build.</exception>
    public static int Run(IReadOnlyList<Workload> workloads, string revision, int threads, TextWriter output)
    {
        string own = Assembly.GetExecutingAssembly().Location;
        using var other = RevisionBuild.Make(revision);
        using var ours = new Side(own, threads);
        using var again = new Side(own, threads);
        using var theirs = new Side(other.Assembly, threads);
        Line(output, $"{Machine.Processor()}, {Environment.ProcessorCount} processors, vectors of {FmaLimit.VectorBits} bits; {Machine.Runtime()}; threads: {threads}");
        Line(output, $"This working tree against {other.Name}; ratio = theirs / ours, above 1 we are faster; noise: this tree against itself in the same run.");
        output.WriteLine();
        Line(output, $"{"workload",-28}{"ours ms",12}{"theirs ms",12}{"clock",8}{"best",8}{"cpu",8}{"noise",8}");
        int slower = 0;
        var noises = new List<double>();
        foreach (Workload workload in workloads)
        {
            Side[] sides = [ours, again, theirs];
            int repeats = Repeats(n => ours.Burst(0, workload.Name, n).Wall);
            for (int i = 1; i < ProcessesPerSide; i++)
            {
                foreach (Side side in sides) side.Burst(i, workload.Name, repeats);
            }

            double round = sides.Sum(side => side.Burst(0, workload.Name, repeats).Wall * repeats);
            int rounds = Math.Clamp((int)(RowSeconds / round), MinRounds, MaxRounds) / ProcessesPerSide * ProcessesPerSide;
            var wall = new double[3][];
            var cpu = new double[3][];
            for (int side = 0; side < 3; side++) (wall[side], cpu[side]) = (new double[rounds], new double[rounds]);
            for (int i = 0; i < rounds; i++)
            {
                // Each goes first by turns.
                for (int k = 0; k < 3; k++)
                {
                    int side = (i + k) % 3;
                    (wall[side][i], cpu[side][i]) = sides[side].Burst(i, workload.Name, repeats);
                }
            }

            foreach (Side side in sides) side.Drop(workload.Name);
            double clock = Ratio(wall[2], wall[0]), best = wall[2].Min() / wall[0].Min(), processor = Ratio(cpu[2], cpu[0]);
            double noise = Math.Max(Math.Abs(Ratio(wall[1], wall[0]) - 1), Math.Abs((wall[1].Min() / wall[0].Min()) - 1));
            noises.Add(noise);
            // Slower by every measure, and by more than this tree differs from itself.
            bool isSlower = Math.Max(clock, Math.Max(best, processor)) < 1 - Math.Max(noise, MinNoise);
            if (isSlower) slower++;
            Line(output, $"{workload.Name,-28}{Milliseconds(Result.Median(wall[0])),12}{Milliseconds(Result.Median(wall[2])),12}{clock,8:0.000}{best,8:0.000}{processor,8:0.000}{noise,8:0.0%}{(isSlower ? "  slower" : string.Empty)}");
            output.Flush();
        }

        output.WriteLine();
        Line(output, $"{slower} of {workloads.Count} workloads are slower than {other.Name} beyond the noise; median noise {Result.Median(noises):0.0%}");
        return slower;
    }

    // Of the medians of each process: a pair of bursts would compare two placements in memory.
    static double Ratio(double[] theirs, double[] ours) => Middle(ours) is > 0 and var middle ? Middle(theirs) / middle : 1;

    static double Middle(double[] bursts) => Result.Median(Enumerable.Range(0, ProcessesPerSide).Select(p => Result.Median(bursts.Where((_, i) => i % ProcessesPerSide == p))));

    static int Repeats(Func<int, double> burst)
    {
        int repeats = 1;
        while (true)
        {
            double seconds = burst(repeats);
            if (repeats * seconds >= BurstSeconds / 4 || repeats == MaxRepeats) return (int)Math.Clamp(Math.Ceiling(BurstSeconds / Math.Max(seconds, 1e-9)), 1, MaxRepeats);
            repeats = Math.Min(repeats * 4, MaxRepeats);
        }
    }

    static string Milliseconds(double seconds) => (seconds * 1e3).ToString(seconds < 1e-4 ? "0.00000" : "0.0000", CultureInfo.InvariantCulture);

    static void Line(TextWriter output, FormattableString text) => output.WriteLine(FormattableString.Invariant(text));

    /// <summary>The processes of one side, by turns.</summary>
    sealed class Side(string assembly, int threads) : IDisposable
    {
        readonly BurstProcess[] processes = [.. Enumerable.Range(0, ProcessesPerSide).Select(_ => BurstProcess.Start(assembly, threads))];

        public (double Wall, double Processor) Burst(int round, string workload, int repeats) => processes[round % ProcessesPerSide].Burst(workload, repeats);

        public void Drop(string workload)
        {
            foreach (BurstProcess process in processes) process.Drop(workload);
        }

        public void Dispose()
        {
            foreach (BurstProcess process in processes) process.Dispose();
        }
    }
}
