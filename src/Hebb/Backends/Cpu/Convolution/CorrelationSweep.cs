using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// One thread's share of a correlation at one step over the depth: which tiles of rows, which positions, from where to where.
internal unsafe struct CorrelationPart<T>
    where T : unmanaged
{
    // What all tiles of the step have in common; the sweep fills in the rest, tile by tile.
    public TileWork<T> Work;
    public TileMode Mode;

    // The part's tiles of output channels, and the block of them at work.
    public RowTiles Tiles;
    public int FirstTile;
    public int EndTile;
    public int Tile;
    public int TileEnd;
    public T* Weights;
    public T* Bias;

    // The first position's place in the image, and positions in lines.
    public T* At;
    public int Lines;
    public int Columns;
    public nint LinePitch;

    // Elements from channel to channel where every channel has one tap and the image is read in place; otherwise 0.
    public nint ChannelPitch;

    public T* Packed;
    public T* To;
}

// Sweeps tiles over the positions of a part.
// Lanes: positions. Remainder: the last vector of a line is loaded by mask or beyond the line, and stored in part.
// Scalar twin: Reference.Conv2d.
internal static unsafe class CorrelationSweep<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged
    where TVector : unmanaged
{
    static int Sliver => 2 * TLanes.Count;

    // Tiles read the image line by line. Lines of exactly one vector go in pairs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Direct(CorrelationPart<T>* part)
    {
        T* to = part->To;
        T* line = part->At;
        int y = 0;
        if (part->Columns == TLanes.Count)
        {
            part->Work.Second = part->LinePitch;
            for (; y + 1 < part->Lines; y += 2)
            {
                Tiles<One>(part, line, 0, Sliver, to);
                line += 2 * part->LinePitch;
                to += Sliver;
            }
        }

        part->Work.Second = TLanes.Count;
        for (; y < part->Lines; y++)
        {
            for (int x = 0; x < part->Columns; x += Sliver)
            {
                // The image's own channels lie too far apart for the processor to foresee them.
                Ahead ahead = default;
                if (part->ChannelPitch != 0 && part->Tile == part->FirstTile && x + Sliver < part->Columns)
                    ahead = new Ahead(line + x + Sliver + part->Work.Offsets[0], part->ChannelPitch * sizeof(T), (int)part->Work.K, 64);
                Tiles<One>(part, line + x, 0, Math.Min(Sliver, part->Columns - x), to + x, ahead);
            }

            line += part->LinePitch;
            to += part->Columns;
        }
    }

    // Sixteen (two vectors of) positions at a time, running on from line to line, copied to a sliver.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Packed(CorrelationPart<T>* part, bool exact)
    {
        int positions = part->Lines * part->Columns;
        int x = 0;
        T* line = part->At;
        for (int p = 0; p < positions; p += Sliver)
        {
            int columns = Math.Min(Sliver, positions - p);
            Pack(part, ref line, ref x, columns, exact);
            Tiles<Three>(part, part->Packed, Sliver, columns, part->To + p);
        }
    }

    // Each stretch within a line is copied in whole vectors; what they write too much is overwritten by the next stretch or row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    static void Pack(CorrelationPart<T>* part, ref T* line, ref int x, int columns, bool exact)
    {
        int* lengths = stackalloc int[Sliver];
        T** starts = stackalloc T*[Sliver];
        int stretches = 0;
        for (int filled = 0; filled < columns; stretches++)
        {
            int length = Math.Min(columns - filled, part->Columns - x);
            starts[stretches] = line + x;
            lengths[stretches] = length;
            filled += length;
            x += length;
            if (x == part->Columns)
            {
                x = 0;
                line += part->LinePitch;
            }
        }

        int* offsets = part->Work.Offsets;
        T* to = part->Packed;
        int depth = (int)part->Work.K;
        if (exact && (columns < Sliver || stretches > 1))
        {
            for (int k = 0; k < depth; k++, to += Sliver)
            {
                T* target = to;
                for (int i = 0; i < stretches; i++)
                {
                    T* from = starts[i] + offsets[k];
                    for (int j = 0; j < lengths[i]; j++)
                        *target++ = from[j];
                }

                for (; target < to + Sliver; target++)
                    *target = default;
            }
        }
        else if (stretches == 1)
        {
            T* from = starts[0];
            for (int k = 0; k < depth; k++, to += Sliver)
            {
                T* source = from + offsets[k];
                TLanes.Store(to, TLanes.Load(source));
                TLanes.Store(to + TLanes.Count, TLanes.Load(source + TLanes.Count));
            }
        }
        else if (stretches == 2)
        {
            T* from = starts[0];
            T* next = starts[1];
            int first = lengths[0];
            for (int k = 0; k < depth; k++, to += Sliver)
            {
                T* source = from + offsets[k];
                TLanes.Store(to, TLanes.Load(source));
                TLanes.Store(to + TLanes.Count, TLanes.Load(source + TLanes.Count));
                source = next + offsets[k];
                TLanes.Store(to + first, TLanes.Load(source));
                TLanes.Store(to + first + TLanes.Count, TLanes.Load(source + TLanes.Count));
            }
        }
        else
        {
            for (int k = 0; k < depth; k++, to += Sliver)
            {
                T* target = to;
                for (int i = 0; i < stretches; i++)
                {
                    T* source = starts[i] + offsets[k];
                    TLanes.Store(target, TLanes.Load(source));
                    if (lengths[i] > TLanes.Count)
                        TLanes.Store(target + TLanes.Count, TLanes.Load(source + TLanes.Count));
                    target += lengths[i];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Tiles<TSource>(CorrelationPart<T>* part, T* b, nint bRow, int columns, T* to, Ahead ahead = default)
        where TSource : struct, INumeral
    {
        TileWork<T>* work = &part->Work;
        int vectors = columns > TLanes.Count ? 2 : 1;
        bool edge = columns % TLanes.Count != 0;
        bool masked = edge && TLanes.HasMaskedLoad;
        work->Columns = columns;
        work->Mode = !edge ? part->Mode : masked && part->Mode == TileMode.Assign ? TileMode.AssignPart : TileMode.Finish;
        work->B = b;
        work->BRow = bRow;
        T* a = part->Weights;
        int row = part->Tiles.First(part->Tile);
        for (int tile = part->Tile; tile < part->TileEnd; tile++)
        {
            int rows = part->Tiles.First(tile + 1) - row;
            ahead.Fetch(part->TileEnd - tile);
            work->A = a;
            work->C = to + (row * work->CRow);
            work->RowBias = part->Bias == null ? null : part->Bias + row;
            Tile<TLanes, T, TVector>.Run<TSource>(rows, vectors, masked, work);
            a += rows * work->ARow;
            row += rows;
        }
    }
}
