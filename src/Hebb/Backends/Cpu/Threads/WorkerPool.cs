using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

// Work in numbered parts. Several threads call Run on the same struct at once, each with other parts,
// so a job reads its fields and writes only through the pointers that it holds.
internal interface IJob
{
    void Run(int part);
}

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

    // The same; on this thread alone unless the work is worth sharing.
    public static void Run<TJob>(ref TJob job, int parts, bool shared)
        where TJob : struct, IJob
    {
        if (shared)
        {
            Run(ref job, parts);
            return;
        }

        for (int part = 0; part < parts; part++)
            job.Run(part);
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

// One background thread with a mailbox. The pool fills in the order and raises Busy; the worker lowers it when the parts are done.
// One worker has one writer at each moment, so a volatile write each way is all that a run costs.
internal sealed unsafe class Worker
{
    // About 50 microseconds of looking before a worker sleeps. Every sixteenth look gives the processor to whoever waits for it.
    const int Looks = 2000;
    const int LooksPerYield = 16;

    readonly SemaphoreSlim wake = new(0);
    Mailbox box;

    public Worker(int number)
    {
        Thread thread = new(Loop, 1 << 20) { IsBackground = true, Name = $"Hebb worker {number}" };
        thread.UnsafeStart();
    }

    public bool IsBusy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref box.Busy) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(void* job, delegate*<void*, int, void> run, int first, int end)
    {
        box.Job = job;
        box.Run = run;
        box.First = first;
        box.End = end;
        // A full fence: the sleeper raises Asleep and then looks at Busy, we raise Busy and then look at Asleep; one of us sees the other.
        Interlocked.Exchange(ref box.Busy, 1);
        if (Volatile.Read(ref box.Asleep) != 0 && Interlocked.Exchange(ref box.Asleep, 0) != 0)
            wake.Release();
    }

    // The error of the run that ended, once.
    public ExceptionDispatchInfo? TakeError()
    {
        ExceptionDispatchInfo? error = box.Error;
        if (error is not null)
            box.Error = null;
        return error;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Loop()
    {
        while (true)
        {
            AwaitOrder();
            try
            {
                for (int part = box.First; part < box.End; part++)
                    box.Run(box.Job, part);
            }
            catch (Exception error)
            {
                box.Error = ExceptionDispatchInfo.Capture(error);
            }

            Volatile.Write(ref box.Busy, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AwaitOrder()
    {
        for (int look = 1; look <= Looks; look++)
        {
            if (IsBusy)
                return;
            if (look % LooksPerYield == 0)
                Thread.Yield();
            else
                Thread.SpinWait(1);
        }

        while (!IsBusy)
        {
            Interlocked.Exchange(ref box.Asleep, 1);
            if (IsBusy)
                break;
            wake.Wait();
        }

        // A wake-up that crosses this line leaves one permit too many; the next sleep then ends at once and looks again.
        Interlocked.Exchange(ref box.Asleep, 0);
    }

    // Kept apart from the neighbours in memory by a pair of cache lines on either side.
    [StructLayout(LayoutKind.Sequential)]
    struct Mailbox
    {
        public ExceptionDispatchInfo? Error;
        Gap before;
        public void* Job;
        public delegate*<void*, int, void> Run;
        public int First;
        public int End;
        public int Busy;
        public int Asleep;
        Gap after;
    }

    [InlineArray(16)]
    struct Gap
    {
        long first;
    }
}
