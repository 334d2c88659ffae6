namespace Hebb.Backends.Cpu;

/// <summary>
/// Neighbouring elements of two registers in a row taken apart and put together again, through the stack: the same lanes as the processor's shuffles, and the way
/// of the widths that have none. On a single lane the two "registers" are the pair itself.
/// </summary>
internal static unsafe class Pairs
{
    /// <summary>Every second element of a and then of b.</summary>
    internal static V Unzip<V, T>(V a, V b, int first)
        where V : unmanaged
        where T : unmanaged
    {
        int count = sizeof(V) / sizeof(T);
        V result = default;
        for (int i = 0; i < count; i++)
        {
            int from = (2 * i) + first;
            ((T*)&result)[i] = from < count ? ((T*)&a)[from] : ((T*)&b)[from - count];
        }

        return result;
    }

    /// <summary>Stores e0, o0, e1, o1, … over two registers' lengths.</summary>
    internal static void StoreZipped<V, T>(T* target, V evens, V odds)
        where V : unmanaged
        where T : unmanaged
    {
        for (int i = 0; i < sizeof(V) / sizeof(T); i++)
        {
            target[2 * i] = ((T*)&evens)[i];
            target[(2 * i) + 1] = ((T*)&odds)[i];
        }
    }
}
