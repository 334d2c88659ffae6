using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Runs a correlation as a product of the weights with patches that never lie in memory as a matrix: a tile of output channels by
// positions reads its patches from the padded image through an offset per tap, or from a sliver packed a moment before.
// Parts of the output go to the threads; each element is one chain over rising depth, whichever part it falls in: steps over the depth
// follow from the shape alone, so that any number of threads adds in the same order.
internal unsafe struct CorrelationJob<S, V, T> : IJob
    where S : ISimd<V, T>
    where T : unmanaged
    where V : unmanaged
{
    // Below about a million multiplications (some ten microseconds) waking a thread costs more than it saves.
    const long SharedWork = 1 << 20;

    public Correlation<T>* C;
    public int* Offsets;
    public T* Weights;

    public bool Packed;
    public int DepthStep;
    public RowTiles Tiles;

    // Tiles of rows whose weights stay in the second cache together.
    public int TileStep;

    // Of each image and group: how many parts by output rows (or columns where there is one row only), and by output channels.
    public int LineParts;
    public int ChannelParts;
    public int LinesPerPart;
    public bool ByColumns;
    public bool IsShared;

    static int Sliver => 2 * S.Count;

    public static void Start(ref Correlation<T> correlation, ConvAlgorithm algorithm)
    {
        Correlation<T> c = correlation;
        CorrelationJob<S, V, T> job = new() { C = &c };
        job.Decide(ref c, algorithm);
        // Tiles read an image in place by masked loads only, and well only where its channels lie apart in the cache.
        bool stays = job.ByColumns || (!job.Packed && S.HasMaskedLoad && c.Grid.Height * c.Grid.Width * sizeof(T) % 1024 != 0);
        c.Grid.Arrange(job.LinesPerPart, sizeof(T), stays);

        nint tableBytes = Scratch.Lines(c.Depth, sizeof(int));
        nint groupLength = c.WeightLength(job.DepthStep);
        byte* shared = Scratch.TakeShared(tableBytes + (groupLength * c.Groups * sizeof(T)));
        job.Offsets = (int*)shared;
        job.Weights = (T*)(shared + tableBytes);
        c.WriteOffsets(job.Offsets);
        for (int g = 0; g < c.Groups; g++)
            c.PackWeights(g, job.DepthStep, job.Weights + (g * groupLength));
        WorkerPool.Run(ref job, c.Images * c.Groups * job.LineParts * job.ChannelParts, job.IsShared);
    }

    void Decide(ref Correlation<T> c, ConvAlgorithm algorithm)
    {
        if (c.IsDense)
        {
            c.Grid.Flatten();
            c.ToLine = c.Grid.OutWidth;
        }

        int sliver = Sliver, size = sizeof(T);
        Tiles = new RowTiles(c.Outputs, S.TileRows);
        c.Grid.Arrange(1, size, true);
        bool flat = c.Grid.InPlace && c.Grid.OutHeight == 1 && c.IsDense;
        Packed = algorithm switch
        {
            ConvAlgorithm.Packed => true,
            ConvAlgorithm.Direct => false,
            _ => PacksCheaper(c.Grid, Tiles.Count * S.TileRows, flat),
        };

        Packed |= flat && !S.HasMaskedLoad;
        int max = Packed
            ? Math.Clamp(CacheSizes.Level1 / 2 / (sliver * size), 128, 512)
            : Math.Max(1, CacheSizes.Level1 / 2 / (c.TapsH.Count * 128)) * c.Taps;
        int steps = Math.Max(1, (c.Depth + (max / 2)) / max);
        DepthStep = Math.Max(1, (c.Depth + steps - 1) / steps);
        TileStep = Math.Max(1, CacheSizes.Level2 / 2 / (DepthStep * S.TileRows * size));
        Divide(c, flat);
    }

    // Cycles per step over the depth and row of output, a tile of two vectors taking one per row. One vector alone waits for its own
    // results and takes 0.7 of two. Packing takes about four per stretch of a row in each sliver.
    static bool PacksCheaper(in PatchGrid grid, int rows, bool flat)
    {
        int lanes = S.Count, sliver = Sliver;
        if (flat)
        {
            // Channels that meet in the same places of the first cache.
            return grid.Plane * sizeof(T) % 1024 == 0;
        }

        int rest = grid.OutWidth % sliver;
        double direct = (grid.OutWidth / sliver) + (rest == 0 ? 0 : rest > lanes ? 1 : 0.7);
        if (grid.OutWidth == lanes)
            direct = 0.5;
        double stretches = 1 + ((double)sliver / grid.OutWidth);
        double packed = (double)grid.OutWidth / sliver * (1 + (4 * stretches / rows));
        return packed < direct;
    }

    void Divide(in Correlation<T> c, bool flat)
    {
        int sliver = Sliver, size = sizeof(T), threads = c.Work >= SharedWork ? Hebb.Threads.Count : 1;
        int units = c.Images * c.Groups;
        ByColumns = flat;
        int lines = flat ? (c.Grid.OutWidth + sliver - 1) / sliver : c.Grid.OutHeight;

        // A part's copy of the image should fit half the second cache, and every thread needs a few parts to even out.
        long line = (long)c.Grid.Channels * c.Grid.StepH * c.Grid.Pitch * size;
        long fits = flat ? lines : Math.Max(4, (CacheSizes.Level2 / 2 / line) - c.Grid.SpanH + 1);
        int wanted = threads == 1 || units >= 8 * threads ? 1 : Math.Min(lines, ((4 * threads) + units - 1) / units);
        LineParts = Math.Max(wanted, (int)Math.Min(lines, (lines + fits - 1) / fits));
        ChannelParts = 1;
        if (threads > 1 && LineParts * units < threads)
            ChannelParts = Math.Min(Tiles.Count, ((2 * threads) + (LineParts * units) - 1) / (LineParts * units));
        LinesPerPart = (lines + LineParts - 1) / LineParts;
        LineParts = (lines + LinesPerPart - 1) / LinesPerPart;
        if (flat)
            LinesPerPart *= sliver;
        IsShared = threads > 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public readonly void Run(int part)
    {
        Correlation<T>* c = C;
        int channelPart = part % ChannelParts;
        part /= ChannelParts;
        int linePart = part % LineParts;
        int unit = part / LineParts;

        T* tileScratch = stackalloc T[S.TileRows * Sliver];
        CorrelationPart<T> own = new()
        {
            FirstTile = (int)((long)channelPart * Tiles.Count / ChannelParts),
            EndTile = (int)((long)(channelPart + 1) * Tiles.Count / ChannelParts),
            Tiles = Tiles,
        };
        own.Work.Scratch = tileScratch;
        own.Work.CRow = c->ToPlane;
        own.Work.ACol = 1;
        own.Work.ARow = Correlation<T>.WeightRow(DepthStep);
        int lines = ByColumns ? c->Grid.OutWidth : c->Grid.OutHeight;
        int line = linePart * LinesPerPart, lineCount = Math.Min(LinesPerPart, lines - line);
        own.Lines = ByColumns ? 1 : lineCount;
        own.Columns = ByColumns ? lineCount : c->Grid.OutWidth;
        int positions = own.Lines * own.Columns;
        int group = unit % c->Groups;
        int firstRow = Tiles.First(own.FirstTile);

        // The image or its copy, the room for a sliver, and for targets with gaps the room to compute in.
        nint copyBytes = c->Grid.InPlace ? 0 : Scratch.Lines(c->Grid.CopyLength, sizeof(T));
        nint sliverBytes = Packed ? Scratch.Lines(((nint)DepthStep * Sliver) + (2 * Sliver), sizeof(T)) : 0;
        bool dense = c->IsDense;
        nint gapBytes = dense ? 0 : (nint)c->Outputs * positions * sizeof(T);
        byte* room = Scratch.Take(copyBytes + sliverBytes + gapBytes);
        T* image = c->Image + ((nint)unit * c->Grid.Channels * c->Grid.Height * c->Grid.Width);
        if (c->Grid.InPlace)
        {
            own.At = image + (c->Grid.Top * c->Grid.Pitch) + c->Grid.Left + (ByColumns ? line : c->Grid.Position(line, 0));
        }
        else
        {
            own.At = (T*)room;
            c->Grid.Copy(image, line, lineCount, own.At);
        }

        own.Packed = (T*)(room + copyBytes);
        T* to = c->To + ((nint)unit * c->Outputs * c->ToPlane);
        if (dense)
        {
            own.To = to + ((nint)line * (ByColumns ? 1 : c->Grid.OutWidth));
        }
        else
        {
            own.To = (T*)(room + copyBytes + sliverBytes);
            own.Work.CRow = positions;
        }

        own.ChannelPitch = ByColumns && c->Taps == 1 ? c->Grid.Plane : 0;
        own.LinePitch = c->Grid.StepH * c->Grid.Pitch;
        Steps(c, &own, group);
        if (!dense)
            Scatter(c, own.To, positions, to + (line * c->ToLine), own.Lines, firstRow, Tiles.First(own.EndTile));
    }

    // k in steps, rows in blocks whose weights stay near.
    readonly void Steps(Correlation<T>* c, CorrelationPart<T>* own, int group)
    {
        int depth = c->Depth;
        T* weights = Weights + (group * c->WeightLength(DepthStep));
        for (int k = 0; k < depth; k += DepthStep)
        {
            int steps = Math.Min(DepthStep, depth - k);
            own->Work.K = steps;
            own->Work.Offsets = Offsets + k;
            own->Bias = k == 0 && c->Bias != null ? c->Bias + (group * c->Outputs) : null;
            bool last = k + steps == depth;
            own->Work.Accumulate = k > 0;
            own->Work.Activation = last ? c->Activation : Activation.None;
            own->Mode = k == 0 ? TileMode.Assign : own->Work.Activation != Activation.None ? TileMode.Finish : TileMode.Add;
            for (int tile = own->FirstTile; tile < own->EndTile; tile += TileStep)
            {
                own->Tile = tile;
                own->TileEnd = Math.Min(own->EndTile, tile + TileStep);
                own->Weights = weights + (((nint)c->Outputs * (k / DepthStep)) + Tiles.First(tile)) * own->Work.ARow;
                if (Packed)
                    CorrelationSweep<S, V, T>.Packed(own, c->Grid.InPlace);
                else
                    CorrelationSweep<S, V, T>.Direct(own);
            }
        }
    }

    // From dense rows to every ToStep-th column.
    static void Scatter(Correlation<T>* c, T* from, int positions, T* to, int lines, int firstRow, int endRow)
    {
        int columns = c->Grid.OutWidth;
        nint step = c->ToStep;
        for (int m = firstRow; m < endRow; m++)
        {
            T* source = from + ((nint)m * positions);
            for (int y = 0; y < lines; y++)
            {
                T* target = to + (m * c->ToPlane) + (y * c->ToLine);
                for (int x = 0; x < columns; x++)
                    target[x * step] = source[x];
                source += columns;
            }
        }
    }
}

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
internal static unsafe class CorrelationSweep<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
    where V : unmanaged
{
    static int Sliver => 2 * S.Count;

    // Tiles read the image line by line. Lines of exactly one vector go in pairs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Direct(CorrelationPart<T>* part)
    {
        T* to = part->To;
        T* line = part->At;
        int y = 0;
        if (part->Columns == S.Count)
        {
            part->Work.Second = part->LinePitch;
            for (; y + 1 < part->Lines; y += 2)
            {
                Tiles<N1>(part, line, 0, Sliver, to);
                line += 2 * part->LinePitch;
                to += Sliver;
            }
        }

        part->Work.Second = S.Count;
        for (; y < part->Lines; y++)
        {
            for (int x = 0; x < part->Columns; x += Sliver)
            {
                // The image's own channels lie too far apart for the processor to foresee them.
                Prefetch ahead = default;
                if (part->ChannelPitch != 0 && part->Tile == part->FirstTile && x + Sliver < part->Columns)
                    ahead = new Prefetch(line + x + Sliver + part->Work.Offsets[0], part->ChannelPitch * sizeof(T), (int)part->Work.K, 64);
                Tiles<N1>(part, line + x, 0, Math.Min(Sliver, part->Columns - x), to + x, ahead);
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
            Tiles<N3>(part, part->Packed, Sliver, columns, part->To + p);
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
                S.Store(to, S.Load(source));
                S.Store(to + S.Count, S.Load(source + S.Count));
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
                S.Store(to, S.Load(source));
                S.Store(to + S.Count, S.Load(source + S.Count));
                source = next + offsets[k];
                S.Store(to + first, S.Load(source));
                S.Store(to + first + S.Count, S.Load(source + S.Count));
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
                    S.Store(target, S.Load(source));
                    if (lengths[i] > S.Count)
                        S.Store(target + S.Count, S.Load(source + S.Count));
                    target += lengths[i];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Tiles<TSource>(CorrelationPart<T>* part, T* b, nint bRow, int columns, T* to, Prefetch ahead = default)
        where TSource : struct, IConst
    {
        TileWork<T>* work = &part->Work;
        int vectors = columns > S.Count ? 2 : 1;
        bool edge = columns % S.Count != 0;
        bool masked = edge && S.HasMaskedLoad;
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
            Tile<S, V, T>.Run<TSource>(rows, vectors, masked, work);
            a += rows * work->ARow;
            row += rows;
        }
    }
}
