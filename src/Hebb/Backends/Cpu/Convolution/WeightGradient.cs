using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// dw[k, r] = Σ over images and positions of dy[k, position] · patch[r, position], r running over the channels and kernel elements of a group:
// a product of patches with dy turned round, in blocks of positions. A tile's rows are patch rows, read from the padded images
// (one pointer per row, one offset per position); its columns are output channels, read from slivers of dy.
// Images are summed in a number of chunks that follows from the shape, each into its own partial sums, and these in order: any number of
// threads gives the same bits. Lanes: output channels. Remainder: slivers are padded with zeros. Scalar twin: Reference.Conv2dWeightGradient.
internal static unsafe class WeightGradient<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    static int Sliver => 2 * S.Count;

    public static void Run(in ConvShape shape, T* x, T* dy, T* dw, T* db)
    {
        Correlation<T> c = Correlation<T>.Forward(shape, x, null, null, null, Activation.None);
        c.Grid.Flatten();
        Plan plan = Plan.Of(c);
        c.Grid.Arrange(plan.Lines, sizeof(T), false);

        int depth = c.Depth, groups = shape.Geometry.Groups, taps = c.Taps;
        nint rowBytes = Scratch.Lines(depth, sizeof(int));
        nint positionBytes = Scratch.Lines((nint)plan.Images * plan.Lines * c.Grid.OutWidth, sizeof(int));
        nint biasBytes = Scratch.Lines((nint)plan.Chunks * shape.K, sizeof(T));
        nint partial = (nint)depth * plan.PaddedOutputs;
        byte* shared = Scratch.TakeShared(rowBytes + positionBytes + biasBytes + (partial * groups * plan.Chunks * sizeof(T)));
        BlockJob job = new()
        {
            C = &c,
            How = &plan,
            Dy = dy,
            Rows = (int*)shared,
            Positions = (int*)(shared + rowBytes),
            BiasSums = db == null ? null : (T*)(shared + rowBytes + positionBytes),
            Sums = (T*)(shared + rowBytes + positionBytes + biasBytes),
        };
        c.WriteOffsets(job.Rows);
        for (int r = 0; r < depth; r++)
            job.Rows[r] -= r / taps * c.Grid.Plane;
        WritePositions(c, plan, job.Positions);
        WorkerPool.Run(ref job, plan.Chunks * groups * plan.SliverParts * plan.TileParts, plan.IsShared);

        FinishJob finish = new() { C = &c, How = &plan, Sums = job.Sums, BiasSums = job.BiasSums, Dw = dw, Db = db };
        WorkerPool.Run(ref finish, groups, plan.IsShared);
    }

    static void WritePositions(in Correlation<T> c, in Plan plan, int* positions)
    {
        int image = (int)c.Grid.CopyLength;
        for (int n = 0; n < plan.Images; n++)
        {
            for (int y = 0; y < plan.Lines; y++)
            {
                for (int px = 0; px < c.Grid.OutWidth; px++)
                    *positions++ = (n * image) + c.Grid.Position(y, px);
            }
        }
    }

    struct BlockJob : IJob
    {
        public Correlation<T>* C;
        public Plan* How;
        public T* Dy;

        // Per patch row its offset within its channel, per position of a block its offset.
        public int* Rows;
        public int* Positions;
        public T* Sums;
        public T* BiasSums;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            Correlation<T>* c = C;
            Plan* plan = How;
            int tilePart = part % plan->TileParts;
            part /= plan->TileParts;
            int sliverPart = part % plan->SliverParts;
            part /= plan->SliverParts;
            int group = part % c->Groups, chunk = part / c->Groups;

            int tile = (int)((long)tilePart * plan->Tiles.Count / plan->TileParts), tileEnd = (int)((long)(tilePart + 1) * plan->Tiles.Count / plan->TileParts);
            int row = plan->Tiles.First(tile), rowEnd = plan->Tiles.First(tileEnd);
            int slivers = (c->Outputs + Sliver - 1) / Sliver;
            int output = (int)((long)sliverPart * slivers / plan->SliverParts) * Sliver;
            int outputEnd = Math.Min(c->Outputs, (int)((long)(sliverPart + 1) * slivers / plan->SliverParts) * Sliver);
            if (row == rowEnd || output >= outputEnd)
                return;

            // Only the channels that these rows belong to.
            PatchGrid grid = c->Grid;
            int channel = row / c->Taps;
            grid.Channels = ((rowEnd - 1) / c->Taps) + 1 - channel;
            int depth = rowEnd - row;
            nint rowBytes = Scratch.Lines(depth, sizeof(int));
            nint copyBytes = Scratch.Lines(plan->Images * c->Grid.CopyLength, sizeof(T));
            int max = plan->Images * plan->Lines * grid.OutWidth;
            byte* room = Scratch.Take(rowBytes + copyBytes + ((nint)max * (outputEnd - output + Sliver) * sizeof(T)));
            int* rows = (int*)room;
            for (int r = 0; r < depth; r++)
                rows[r] = Rows[row + r] + (((row + r) / c->Taps) - channel) * grid.Plane;

            PatchBlock block = new()
            {
                Tiles = plan->Tiles,
                Tile = tile,
                TileEnd = tileEnd,
                Rows = rows,
                Positions = Positions,
                Images = (T*)(room + rowBytes),
                Slivers = (T*)(room + rowBytes + copyBytes),
                Outputs = outputEnd - output,
                SumRow = plan->PaddedOutputs,
                Sums = Sums + ((((nint)chunk * c->Groups) + group) * c->Depth * plan->PaddedOutputs) + ((nint)row * plan->PaddedOutputs) + output,
                Mode = TileMode.Assign,
            };
            T* biasSums = BiasSums == null || tilePart > 0 ? null : BiasSums + ((nint)chunk * c->Groups * c->Outputs) + (group * c->Outputs) + output;
            for (int i = 0; biasSums != null && i < block.Outputs; i++)
                biasSums[i] = T.Zero;

            int image = (int)((long)chunk * c->Images / plan->Chunks), end = (int)((long)(chunk + 1) * c->Images / plan->Chunks);
            nint plane = (nint)grid.OutHeight * grid.OutWidth, imageLength = (nint)c->Grid.Channels * grid.Height * grid.Width;
            for (; image < end; image += plan->Images)
            {
                int images = Math.Min(plan->Images, end - image);
                for (int line = 0; line < grid.OutHeight; line += plan->Lines)
                {
                    int lines = Math.Min(plan->Lines, grid.OutHeight - line);
                    block.Count = images * lines * grid.OutWidth;
                    for (int i = 0; i < images; i++)
                    {
                        nint unit = ((nint)(image + i) * c->Groups) + group;
                        T* source = C->Image + (unit * imageLength) + ((nint)channel * grid.Height * grid.Width);
                        grid.Copy(source, line, lines, block.Images + (i * c->Grid.CopyLength));
                        T* dy = Dy + (((unit * c->Outputs) + output) * plane) + ((nint)line * grid.OutWidth);
                        Pack(&block, dy, plane, i * lines * grid.OutWidth, lines * grid.OutWidth);
                        if (biasSums != null)
                            AddRows(dy, plane, block.Outputs, lines * grid.OutWidth, biasSums);
                    }

                    Multiply(&block);
                    block.Mode = TileMode.Add;
                }
            }
        }
    }

    // Adds the chunks in order and turns the sums round into dw.
    struct FinishJob : IJob
    {
        public Correlation<T>* C;
        public Plan* How;
        public T* Sums;
        public T* BiasSums;
        public T* Dw;
        public T* Db;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            int outputs = C->Outputs, depth = C->Depth;
            nint length = (nint)depth * How->PaddedOutputs;
            T* sums = Sums + (part * length);
            for (int chunk = 1; chunk < How->Chunks; chunk++)
            {
                T* more = sums + (chunk * length * C->Groups);
                for (nint i = 0; i < length; i += S.Count)
                    S.Store(sums + i, S.Add(S.Load(sums + i), S.Load(more + i)));
            }

            Transpose.Copy(sums, How->PaddedOutputs, depth, outputs, Dw + ((nint)part * outputs * depth), depth, depth);
            for (int i = part * outputs; BiasSums != null && i < (part + 1) * outputs; i++)
            {
                T sum = T.Zero;
                for (int chunk = 0; chunk < How->Chunks; chunk++)
                    sum += BiasSums[((nint)chunk * C->Groups * outputs) + i];
                Db[i] = sum;
            }
        }
    }

    // Patches of some positions times dy at these positions.
    struct PatchBlock
    {
        public RowTiles Tiles;
        public int Tile;
        public int TileEnd;
        public int* Rows;
        public int* Positions;

        // Positions of this block.
        public int Count;
        public T* Images;

        // dy turned round: for every two vectors of outputs one sliver of Count rows, the last one perhaps of one vector.
        public T* Slivers;
        public int Outputs;
        public T* Sums;
        public nint SumRow;
        public TileMode Mode;
    }

    static int Width(int left) => left > S.Count ? Sliver : S.Count;

    // Some positions of dy into the slivers, from position `first` of the block on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pack(PatchBlock* block, T* dy, nint plane, int first, int count)
    {
        T* sliver = block->Slivers;
        for (int k = 0; k < block->Outputs; k += Sliver)
        {
            int width = Width(block->Outputs - k);
            Transpose.Copy(dy + (k * plane), plane, Math.Min(width, block->Outputs - k), count, sliver + ((nint)first * width), width, width);
            sliver += (nint)block->Count * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    static void Multiply(PatchBlock* block)
    {
        T* scratch = stackalloc T[S.TileRows * Sliver];
        TileWork<T> work = new() { K = block->Count, A = block->Images, CRow = block->SumRow, Scratch = scratch, Mode = block->Mode, Offsets = block->Positions };
        T* sliver = block->Slivers;
        int first = block->Tiles.First(block->Tile);
        for (int k = 0; k < block->Outputs; k += Sliver)
        {
            int width = Width(block->Outputs - k);
            work.B = sliver;
            work.BRow = width;
            int row = first;
            for (int tile = block->Tile; tile < block->TileEnd; tile++)
            {
                int rows = block->Tiles.First(tile + 1) - row;
                work.Rows = block->Rows + row - first;
                work.C = block->Sums + ((row - first) * block->SumRow) + k;
                Tile<S, V, T>.Run<N2>(rows, width / S.Count, false, &work);
                row += rows;
            }

            sliver += (nint)block->Count * width;
        }
    }

    // sums[k] += Σ dy[k, position].
    // Lanes: positions, two vectors of sums. Remainder: one by one. Scalar twin: Reference.Conv2dBiasGradient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(T* dy, nint plane, int outputs, int count, T* sums)
    {
        for (int k = 0; k < outputs; k++)
        {
            T* row = dy + (k * plane);
            V x = default, y = default;
            int i = 0;
            for (; i <= count - Sliver; i += Sliver)
            {
                x = S.Add(x, S.Load(row + i));
                y = S.Add(y, S.Load(row + i + S.Count));
            }

            T sum = S.Sum(S.Add(x, y));
            for (; i < count; i++)
                sum += row[i];
            sums[k] += sum;
        }
    }

    // The decisions of one weight gradient. Blocks of positions and chunks of images follow from the shape alone; how the outputs are
    // shared follows from the threads and changes no order of additions.
    struct Plan
    {
        const long SharedWork = 1 << 20;

        // Positions per block on a first cache of 32 KB: a sliver of them, a cache line each, fills most of it.
        const int BlockPositions = 384;

        // Chunks of images, so many at most, if their partial sums together stay below so many bytes.
        const int MaxChunks = 8;
        const int ChunkBytes = 4 << 20;

        // A block is one image's Lines lines, or all lines of several Images.
        public int Lines;
        public int Images;
        public int Chunks;
        public int PaddedOutputs;
        public RowTiles Tiles;
        public int SliverParts;
        public int TileParts;
        public bool IsShared;

        public static Plan Of(in Correlation<T> c)
        {
            Plan plan = default;
            int size = sizeof(T), sliver = Sliver;
            int max = Math.Max(1, BlockPositions * CacheSizes.Level1 / (32 << 10) * 64 / (sliver * size));
            int positions = c.Grid.OutHeight * c.Grid.OutWidth;
            int blocks = Math.Min(c.Grid.OutHeight, (positions + max - 1) / max);
            plan.Lines = (c.Grid.OutHeight + blocks - 1) / blocks;
            plan.PaddedOutputs = (c.Outputs + S.Count - 1) / S.Count * S.Count;
            plan.Tiles = new RowTiles(c.Depth, S.TileRows);
            long sums = (long)c.Depth * plan.PaddedOutputs * c.Groups * size;
            plan.Chunks = (int)Math.Clamp(Math.Min(c.Images, ChunkBytes / sums), 1, MaxChunks);
            plan.Images = blocks > 1 ? 1 : Math.Clamp(max / positions, 1, (c.Images + plan.Chunks - 1) / plan.Chunks);

            int threads = c.Work >= SharedWork ? Hebb.Threads.Count : 1;
            plan.IsShared = threads > 1;
            plan.SliverParts = plan.TileParts = 1;
            int units = plan.Chunks * c.Groups;
            if (units % threads != 0 && units < 4 * threads)
            {
                int slivers = (c.Outputs + sliver - 1) / sliver, wanted = threads;
                plan.SliverParts = Math.Min(slivers, wanted);
                plan.TileParts = Math.Min(plan.Tiles.Count, (wanted + plan.SliverParts - 1) / plan.SliverParts);
            }

            return plan;
        }
    }
}
