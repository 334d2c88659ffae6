using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

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
