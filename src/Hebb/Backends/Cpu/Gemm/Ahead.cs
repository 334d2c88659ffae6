using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// What the next sliver of B will need, fetched in even portions between the tiles of the present one:
// each sliver starts sixteen or more short runs of memory, too short for the processor's own prefetchers.
internal unsafe struct Ahead
{
    const int Line = 64;

    byte* at;
    nint step;
    nint bytes;
    int left;

    // `runs` pieces of memory of so many bytes, the first at `start`, `step` bytes apart.
    public Ahead(void* start, nint step, int runs, nint bytes)
    {
        at = (byte*)start;
        this.step = step;
        this.bytes = bytes;
        left = runs;
    }

    // Fetches what falls to one of the tiles that are still to come.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int tilesLeft)
    {
        if (!Sse.IsSupported || left == 0)
            return;
        int runs = (left + tilesLeft - 1) / tilesLeft;
        left -= runs;
        for (; runs > 0; runs--)
        {
            for (nint offset = 0; offset < bytes; offset += Line)
                Sse.Prefetch1(at + offset);
            at += step;
        }
    }
}
