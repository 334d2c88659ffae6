using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Hebb.Backends.Cpu;

// The one pool of threads under every kernel. A run divides its parts statically over at most Threads.Count threads,
// the caller being the first; nothing is allocated once the workers live. Whoever finds the pool taken (a run inside a job,
// or a second thread of the program) does its parts alone, so no run ever waits for another.
internal static unsafe class WorkerPool
{
    const int LooksPerYield = 64;

    static readonly Lock growing = new();
    static Worker[] workers = [];
    static int taken;

    [ThreadStatic]
    static bool isAlone;

    // A thread that sets this does its kernels by itself: it leaves the pool to the thread that trains.
    public static bool IsThisThreadAlone
    {
        get => isAlone;
        set => isAlone = value;
    }

    // Runs every part from 0 to parts - 1 once and returns when all have ended.
    // Rethrows the error of the lowest thread that failed; the parts after a failed one on its thread are left out.
    public static void Run<TJob>(ref TJob job, int parts)
        where TJob : struct, IJob
    {
        int threads = Math.Min(parts, Hebb.Threads.Count);
        if (threads <= 1 || isAlone || Interlocked.CompareExchange(ref taken, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++)
                job.Run(part);
            return;
        }

        // A copy on this stack: its address stays put while the other threads use it, wherever the caller's struct lives.
        TJob local = job;
        try
        {
            Share(Unsafe.AsPointer(ref local), &RunPart<TJob>, parts, threads);
        }
        finally
        {
            Volatile.Write(ref taken, 0);
            job = local;
        }
    }

    static void RunPart<TJob>(void* job, int part)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Run(part);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Share(void* job, delegate*<void*, int, void> run, int parts, int threads)
    {
        Worker[] crew = workers;
        if (crew.Length < threads - 1)
            crew = Grow(threads - 1);

        for (int t = 1; t < threads; t++)
            crew[t - 1].Start(job, run, First(t, parts, threads), First(t + 1, parts, threads));

        ExceptionDispatchInfo? error = null;
        try
        {
            int end = First(1, parts, threads);
            for (int part = 0; part < end; part++)
                run(job, part);
        }
        catch (Exception own)
        {
            error = ExceptionDispatchInfo.Capture(own);
        }

        for (int t = 1; t < threads; t++)
        {
            Worker worker = crew[t - 1];
            for (int look = 1; worker.IsBusy; look++)
            {
                if (look % LooksPerYield == 0)
                    Thread.Yield();
                else
                    Thread.SpinWait(1);
            }

            ExceptionDispatchInfo? other = worker.TakeError();
            error ??= other;
        }

        error?.Throw();
    }

    static int First(int thread, int parts, int threads) => (int)((long)thread * parts / threads);

    static Worker[] Grow(int count)
    {
        lock (growing)
        {
            Worker[] old = workers;
            if (old.Length >= count)
                return old;
            Worker[] more = new Worker[count];
            old.CopyTo(more, 0);
            for (int i = old.Length; i < count; i++)
                more[i] = new Worker(i + 1);
            workers = more;
            return more;
        }
    }
}
