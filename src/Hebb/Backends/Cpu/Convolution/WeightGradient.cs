using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// dw[k, r] = Σ over images and positions of dy[k, position] · patch[r, position], r running over the channels and kernel elements of a group:
// a product of patches with dy turned round, in blocks of positions. A tile's rows are patch rows, read from the padded images
// (one pointer per row, one offset per position); its columns are output channels, read from slivers of dy.
// Images are summed in a number of chunks that follows from the shape, each into its own partial sums, and these in order: any number of
// threads gives the same bits. Lanes: output channels. Remainder: slivers are padded with zeros. Scalar twin: Reference.Conv2dWeightGradient.
internal static unsafe class WeightGradient<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged, INumber<T>
    where TVector : unmanaged
{
    static int Sliver => 2 * TLanes.Count;

    public static void Run(in ConvShape shape, T* x, T* dy, T* dw, T* db)
    {
        Correlation<T> c = ForwardCorrelation.Of<T>(shape, x, null, null, null, ConvEpilogue.None);
        c.Grid.Flatten();
        WeightGradientPlan plan = WeightGradientPlan.Of<TLanes, T, TVector>(c);
        c.Grid.Arrange(plan.Lines, sizeof(T), false);

        int depth = c.Depth, groups = shape.Groups, taps = c.Taps;
        nint rowBytes = SharedScratch.Lines(depth, sizeof(int));
        nint positionBytes = SharedScratch.Lines((nint)plan.Images * plan.Lines * c.Grid.OutWidth, sizeof(int));
        nint biasBytes = SharedScratch.Lines((nint)plan.Chunks * shape.K, sizeof(T));
        nint partial = (nint)depth * plan.PaddedOutputs;
        byte* shared = SharedScratch.Take(rowBytes + positionBytes + biasBytes + (partial * groups * plan.Chunks * sizeof(T)));
        BlockJob job = new()
        {
            C = &c,
            Plan = &plan,
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
        Start(ref job, plan.Chunks * groups * plan.SliverParts * plan.TileParts, plan.IsShared);

        FinishJob finish = new() { C = &c, Plan = &plan, Sums = job.Sums, BiasSums = job.BiasSums, Dw = dw, Db = db };
        Start(ref finish, groups, plan.IsShared);
    }

    static void Start<TJob>(ref TJob job, int parts, bool shared)
        where TJob : struct, IJob
    {
        if (shared)
        {
            WorkerPool.Run(ref job, parts);
            return;
        }

        for (int part = 0; part < parts; part++)
            job.Run(part);
    }

    static void WritePositions(in Correlation<T> c, in WeightGradientPlan plan, int* positions)
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
        public WeightGradientPlan* Plan;
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
            WeightGradientPlan* plan = Plan;
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
            nint rowBytes = SharedScratch.Lines(depth, sizeof(int));
            nint copyBytes = SharedScratch.Lines(plan->Images * c->Grid.CopyLength, sizeof(T));
            int most = plan->Images * plan->Lines * grid.OutWidth;
            byte* room = GemmScratch.Take(rowBytes + copyBytes + ((nint)most * (outputEnd - output + Sliver) * sizeof(T)));
            int* rows = (int*)room;
            for (int r = 0; r < depth; r++)
                rows[r] = Rows[row + r] + (((row + r) / c->Taps) - channel) * grid.Plane;

            PatchBlock<T> block = new()
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
                        PatchProduct<TLanes, T, TVector>.Pack(&block, dy, plane, i * lines * grid.OutWidth, lines * grid.OutWidth);
                        if (biasSums != null)
                            PatchProduct<TLanes, T, TVector>.AddRows(dy, plane, block.Outputs, lines * grid.OutWidth, biasSums);
                    }

                    PatchProduct<TLanes, T, TVector>.Multiply(&block);
                    block.Mode = TileMode.Add;
                }
            }
        }
    }

    // Adds the chunks in order and turns the sums round into dw.
    struct FinishJob : IJob
    {
        public Correlation<T>* C;
        public WeightGradientPlan* Plan;
        public T* Sums;
        public T* BiasSums;
        public T* Dw;
        public T* Db;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            int outputs = C->Outputs, depth = C->Depth;
            nint length = (nint)depth * Plan->PaddedOutputs;
            T* sums = Sums + (part * length);
            for (int chunk = 1; chunk < Plan->Chunks; chunk++)
            {
                T* more = sums + (chunk * length * C->Groups);
                for (nint i = 0; i < length; i += TLanes.Count)
                    TLanes.Store(sums + i, TLanes.Add(TLanes.Load(sums + i), TLanes.Load(more + i)));
            }

            Transpose.Copy(sums, Plan->PaddedOutputs, depth, outputs, Dw + ((nint)part * outputs * depth), depth, depth);
            for (int i = part * outputs; BiasSums != null && i < (part + 1) * outputs; i++)
            {
                T sum = T.Zero;
                for (int chunk = 0; chunk < Plan->Chunks; chunk++)
                    sum += BiasSums[((nint)chunk * C->Groups * outputs) + i];
                Db[i] = sum;
            }
        }
    }
}
