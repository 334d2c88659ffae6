namespace Hebb.Backends.Cpu;

/// <summary>
/// Lanes moved one at a time, through the stack: the same lanes as the processor's shuffles and masked loads, and the way of the widths that have none.
/// On a single lane two neighbouring "registers" are a pair of elements.
/// </summary>
internal static unsafe class LaneByLane
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

    /// <summary>The lanes of the mask, 0 in the others.</summary>
    internal static V LoadMasked<V, T>(T* source, V mask)
        where V : unmanaged
        where T : unmanaged
    {
        V result = default;
        for (int i = 0; i < sizeof(V) / sizeof(T); i++)
        {
            if (((byte*)&mask)[i * sizeof(T)] != 0) ((T*)&result)[i] = source[i];
        }

        return result;
    }
}
