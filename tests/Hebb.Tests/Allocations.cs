namespace Hebb.Tests;

/// <summary>Counts what the steady state of some code allocates.</summary>
static class Allocations
{
    /// <summary>The least bytes of five runs on this thread: what the code takes itself it takes in each, and the runtime's share (a collection
    /// on another thread, a method compiled anew) falls into one of them.</summary>
    public static long OfSteadyState(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
