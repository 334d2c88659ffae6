using System.Diagnostics;
using System.Globalization;
using Hebb.Bench.Workloads;

namespace Hebb.Bench;

/// <summary>Measures us and the peer in turns, so that what else the machine does falls on both.</summary>
static class Comparison
{
    const double BurstSeconds = 0.1, WarmUpSeconds = 0.5, MaxSeconds = 10;
    const int MaxPairs = 15, MinPairs = 5, WarmUpRepeats = 60, MaxRepeats = 10_000_000;

    public static void Run(IReadOnlyList<Workload> workloads, string peerPath, int threads, string? jsonPath, TextWriter output)
    {
        Threads.Count = threads;
        var peers = new List<TorchPeer>();
        try
        {
            peers.Add(TorchPeer.Start(peerPath, threads));
            if (threads > 1) peers.Add(TorchPeer.Start(peerPath, 1));
            WriteMachine(output, threads, TorchPeer.PassesOverScript(peerPath));
            var results = new List<Result>();
            double limit = 0;
            var table = new ResultTable(output);
            foreach (Workload workload in workloads)
            {
                if (workload.Flops > 0) limit = Math.Max(limit, FmaLimit.Measure());
                Result result = Measure(workload, peers);
                results.Add(result);
                table.Write(result, threads * limit);
            }

            table.WriteMeans(results, threads * limit);
            WriteMemory(output, peers[0]);
            if (jsonPath is not null) ResultJson.Write(jsonPath, results, threads, threads * limit);
        }
        finally
        {
            foreach (TorchPeer peer in peers) peer.Dispose();
        }
    }

    static void WriteMachine(TextWriter output, int threads, bool passesOverScript)
    {
        output.WriteLine($"{Machine.Processor()}, {Environment.ProcessorCount} processors, vectors of {FmaLimit.VectorBits} bits; {Machine.Runtime()}; PyTorch {TorchPeer.Version() ?? "of unknown version"}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Float32, threads: {threads}. Bursts of both sides alternate; ratio = theirs / ours, above 1 we are faster."));
        if (passesOverScript) output.WriteLine("This processor has no AVX-512, so PyTorch chooses its kernels itself instead of taking the AVX-512 ones that its script names.");
        output.WriteLine();
    }

    // Whole processes, runtimes and libraries included; says most when one workload was chosen.
    static void WriteMemory(TextWriter output, TorchPeer peer)
    {
        if (Machine.PeakMemory(Environment.ProcessId) is { } ours && Machine.PeakMemory(peer.ProcessId) is { } theirs)
            output.WriteLine($"peak memory of the two processes: ours {ours >> 20} MB, theirs {theirs >> 20} MB");
    }

    static Result Measure(Workload workload, IReadOnlyList<TorchPeer> peers)
    {
        Action ours = workload.Make();
        WarmUp(ours);
        int oursRepeats = Repeats(r => Burst(ours, r));
        TorchPeer peer = peers.Count == 1 ? peers[0] : peers.MinBy(p => Enumerable.Range(0, 3).Min(_ => p.Burst(workload.Name, Repeats(r => p.Burst(workload.Name, r)))))!;
        int theirsRepeats = Repeats(r => peer.Burst(workload.Name, r));
        double pair = (oursRepeats * Burst(ours, oursRepeats)) + (theirsRepeats * peer.Burst(workload.Name, theirsRepeats));
        int pairs = Math.Clamp((int)(MaxSeconds / pair), MinPairs, MaxPairs);

        var a = new double[pairs];
        var b = new double[pairs];
        long buffers = Memory.Statistics.NewBuffers, bytes = 0;
        for (int i = 0; i < pairs; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            a[i] = Burst(ours, oursRepeats);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            b[i] = peer.Burst(workload.Name, theirsRepeats);
        }

        buffers = Memory.Statistics.NewBuffers - buffers;
        return new Result(workload, a, b, peer.Threads, buffers, (double)bytes / ((long)pairs * oursRepeats));
    }

    // Long enough for the runtime to replace first versions of methods by optimised ones in the background.
    static void WarmUp(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < WarmUpRepeats || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++)
        {
            action();
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > 4 * WarmUpSeconds) break;
        }
    }

    // How many repeats make a burst: grown until one lasts long enough to trust its mean.
    static int Repeats(Func<int, double> burst)
    {
        int repeats = 1;
        while (true)
        {
            double seconds = burst(repeats);
            if (repeats * seconds >= BurstSeconds / 4 || repeats == MaxRepeats)
                return (int)Math.Clamp(Math.Ceiling(BurstSeconds / Math.Max(seconds, 1e-9)), 1, MaxRepeats);
            repeats = Math.Min(repeats * 4, MaxRepeats);
        }
    }

    static double Burst(Action action, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}
