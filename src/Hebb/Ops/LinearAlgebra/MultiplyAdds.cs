using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// Counts the multiply-adds of products (linear layers, matrix products, convolutions, recurrent steps) on a thread while somebody wants to know: a summary of
/// a module. Element-wise work is not counted, as is usual.
/// </summary>
static class MultiplyAdds
{
    [ThreadStatic]
    static bool isCounting;

    [ThreadStatic]
    static long total;

    /// <summary>What has been counted on this thread so far.</summary>
    internal static long Total => total;

    /// <summary>Starts to count from 0, until the result is disposed.</summary>
    internal static Count Begin()
    {
        (isCounting, total) = (true, 0);
        return default;
    }

    /// <summary>Counts a product: every element of the result is a sum of so many products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(int results, long products)
    {
        if (isCounting) total += results * products;
    }

    internal readonly struct Count : IDisposable
    {
        public void Dispose() => isCounting = false;
    }
}
