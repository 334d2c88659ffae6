using Hebb.Backends.Cpu;

namespace Hebb.Tests;

[Collection("thread count")]
public sealed class WorkerPoolTests : IDisposable
{
    readonly int before = Hebb.Threads.Count;

    public WorkerPoolTests() => Hebb.Threads.Count = 4;

    public void Dispose() => Hebb.Threads.Count = before;

    struct CountJob(int[] runs) : IJob
    {
        public readonly void Run(int part) => Interlocked.Increment(ref runs[part]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(97)]
    public void EveryPartRunsOnce(int parts)
    {
        int[] runs = new int[parts];
        CountJob job = new(runs);
        WorkerPool.Run(ref job, parts);
        Assert.All(runs, times => Assert.Equal(1, times));
    }

    [Fact]
    public void TenThousandRunsLoseNoPart()
    {
        int[] runs = new int[6];
        CountJob job = new(runs);
        for (int i = 0; i < 10_000; i++)
        {
            WorkerPool.Run(ref job, runs.Length);
            // Now and then long enough for the workers to fall asleep, so that waking is met too.
            if (i % 1000 == 0)
                Thread.Sleep(5);
        }

        Assert.All(runs, times => Assert.Equal(10_000, times));
    }

    [Fact]
    public void RunsAllocateNothing()
    {
        CountJob job = new(new int[4]);
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            for (int i = 0; i < 100; i++)
                WorkerPool.Run(ref job, 4);
        }));
    }

    struct ThreadJob(int[] threads) : IJob
    {
        public readonly void Run(int part) => threads[part] = Environment.CurrentManagedThreadId;
    }

    [Fact]
    public void TheCallerTakesTheFirstPartAndOthersTheRest()
    {
        int[] threads = new int[4];
        ThreadJob job = new(threads);
        RunUntilThePoolIsFree(ref job, threads);
        Assert.Equal(Environment.CurrentManagedThreadId, threads[0]);
        Assert.Equal(4, new HashSet<int>(threads).Count);
    }

    [Fact]
    public void OneThreadMeansTheCallerAlone()
    {
        Hebb.Threads.Count = 1;
        int[] threads = new int[4];
        ThreadJob job = new(threads);
        WorkerPool.Run(ref job, 4);
        Assert.All(threads, id => Assert.Equal(Environment.CurrentManagedThreadId, id));
    }

    // Other tests may hold the pool at that moment; then a run is rightly serial.
    static void RunUntilThePoolIsFree(ref ThreadJob job, int[] threads)
    {
        for (int attempt = 0; attempt < 2000; attempt++)
        {
            WorkerPool.Run(ref job, threads.Length);
            if (threads[^1] != threads[0])
                return;
            Thread.Sleep(1);
        }
    }

    struct FailingJob(int failing, int[] runs) : IJob
    {
        public readonly void Run(int part)
        {
            Interlocked.Increment(ref runs[part]);
            if (part == failing)
                throw new InvalidDataException($"part {part}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void AnErrorReachesTheCallerAndThePoolLivesOn(int failing)
    {
        int[] runs = new int[4];
        Assert.Equal($"part {failing}", Assert.Throws<InvalidDataException>(() => Fail(failing, runs)).Message);
        EveryPartRunsOnce(4);

        static void Fail(int failing, int[] runs)
        {
            FailingJob job = new(failing, runs);
            WorkerPool.Run(ref job, 4);
        }
    }

    struct NestedJob(int[] runs) : IJob
    {
        public readonly void Run(int part)
        {
            int[] threads = new int[3];
            ThreadJob inner = new(threads);
            WorkerPool.Run(ref inner, 3);
            foreach (int id in threads)
            {
                if (id == Environment.CurrentManagedThreadId)
                    Interlocked.Increment(ref runs[part]);
            }
        }
    }

    [Fact]
    public void RunsInsideAJobAreSerial()
    {
        // Many outer parts, of which several are at work at once; a nested run must neither wait nor leave its thread.
        int[] runs = new int[4];
        for (int attempt = 0; attempt < 2000; attempt++)
        {
            int[] probe = new int[4];
            ThreadJob job = new(probe);
            WorkerPool.Run(ref job, 4);
            Array.Clear(runs);
            NestedJob outer = new(runs);
            WorkerPool.Run(ref outer, 4);
            if (Array.TrueForAll(runs, times => times == 3))
                return;
            Thread.Sleep(1);
        }

        Assert.All(runs, times => Assert.Equal(3, times));
    }

    [Fact]
    public void SeveralCallersAtOnceAllFinish()
    {
        int[] runs = new int[8];
        Thread[] callers = new Thread[3];
        for (int t = 0; t < callers.Length; t++)
        {
            callers[t] = new Thread(() =>
            {
                CountJob job = new(runs);
                for (int i = 0; i < 500; i++)
                    WorkerPool.Run(ref job, runs.Length);
            });
            callers[t].Start();
        }

        foreach (Thread caller in callers)
            caller.Join();
        Assert.All(runs, times => Assert.Equal(1500, times));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1025)]
    public void AThreadCountOutOfRangeIsExplained(int count)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Hebb.Threads.Count = count);
        Assert.Contains("from 1 to 1024", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, Hebb.Threads.Count);
    }

    [Fact]
    public void TheEnvironmentSetsTheFirstThreadCount()
    {
        Assert.Equal(Math.Min(Environment.ProcessorCount, 1024), Hebb.Threads.Parse(null));
        Assert.Equal(3, Hebb.Threads.Parse(" 3 "));
        Assert.Contains("HEBB_THREADS", Assert.Throws<SettingException>(() => Hebb.Threads.Parse("many")).Message, StringComparison.Ordinal);
        Assert.Throws<SettingException>(() => Hebb.Threads.Parse("0"));
    }
}
