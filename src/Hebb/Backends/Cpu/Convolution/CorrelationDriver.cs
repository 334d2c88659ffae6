using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Runs a correlation as a product of the weights with patches that never lie in memory as a matrix: a tile of output channels by
// positions reads its patches from the padded image through an offset per tap, or from a sliver packed a moment before.
// Parts of the output go to the threads; each element is one chain over rising depth, whichever part it falls in.
internal static unsafe class CorrelationDriver<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged
    where TVector : unmanaged
{
    static int Sliver => 2 * TLanes.Count;

    public static void Run(ref Correlation<T> correlation, ConvAlgorithm algorithm)
    {
        Correlation<T> c = correlation;
        CorrelationPlan plan = CorrelationPlan.Of<TLanes, T, TVector>(ref c, algorithm);
        // Tiles read an image in place by masked loads only, and well only where its channels lie apart in the cache.
        bool stays = plan.ByColumns || (!plan.Packed && TLanes.HasMaskedLoad && c.Grid.Height * c.Grid.Width * sizeof(T) % 1024 != 0);
        c.Grid.Arrange(plan.LinesPerPart, sizeof(T), stays);

        int depth = c.Depth;
        nint tableBytes = SharedScratch.Lines(depth, sizeof(int));
        nint groupLength = c.WeightLength(plan.DepthStep);
        byte* shared = SharedScratch.Take(tableBytes + (groupLength * c.Groups * sizeof(T)));
        CorrelationJob job = new() { C = &c, Plan = &plan, Offsets = (int*)shared, Weights = (T*)(shared + tableBytes) };
        c.WriteOffsets(job.Offsets);
        for (int g = 0; g < c.Groups; g++)
            c.PackWeights(g, plan.DepthStep, job.Weights + (g * groupLength));

        int parts = c.Images * c.Groups * plan.LineParts * plan.ChannelParts;
        if (plan.IsShared)
        {
            WorkerPool.Run(ref job, parts);
        }
        else
        {
            for (int part = 0; part < parts; part++)
                job.Run(part);
        }
    }

    struct CorrelationJob : IJob
    {
        public Correlation<T>* C;
        public CorrelationPlan* Plan;
        public int* Offsets;
        public T* Weights;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        public readonly void Run(int part)
        {
            Correlation<T>* c = C;
            CorrelationPlan* plan = Plan;
            int channelPart = part % plan->ChannelParts;
            part /= plan->ChannelParts;
            int linePart = part % plan->LineParts;
            int unit = part / plan->LineParts;

            T* tileScratch = stackalloc T[TLanes.TileRows * Sliver];
            TileStore<T> store = default;
            store.Scratch = tileScratch;
            CorrelationPart<T> own = new()
            {
                Store = &store,
                FirstTile = (int)((long)channelPart * plan->Tiles.Count / plan->ChannelParts),
                EndTile = (int)((long)(channelPart + 1) * plan->Tiles.Count / plan->ChannelParts),
                Tiles = plan->Tiles,
                ToPlane = c->ToPlane,
            };
            int lines = plan->ByColumns ? c->Grid.OutWidth : c->Grid.OutHeight;
            int line = linePart * plan->LinesPerPart, lineCount = Math.Min(plan->LinesPerPart, lines - line);
            own.Lines = plan->ByColumns ? 1 : lineCount;
            own.Columns = plan->ByColumns ? lineCount : c->Grid.OutWidth;
            int positions = own.Lines * own.Columns;
            int group = unit % c->Groups;
            int firstRow = plan->Tiles.First(own.FirstTile);

            // The image or its copy, the room for a sliver, and for targets with gaps the room to compute in.
            nint copyBytes = c->Grid.InPlace ? 0 : SharedScratch.Lines(c->Grid.CopyLength, sizeof(T));
            nint sliverBytes = plan->Packed ? SharedScratch.Lines(((nint)plan->DepthStep * Sliver) + (2 * Sliver), sizeof(T)) : 0;
            bool dense = c->IsDense;
            nint gapBytes = dense ? 0 : (nint)c->Outputs * positions * sizeof(T);
            byte* room = GemmScratch.Take(copyBytes + sliverBytes + gapBytes);
            T* image = c->Image + ((nint)unit * c->Grid.Channels * c->Grid.Height * c->Grid.Width);
            if (c->Grid.InPlace)
            {
                own.At = image + (c->Grid.Top * c->Grid.Pitch) + c->Grid.Left + (plan->ByColumns ? line : c->Grid.Position(line, 0));
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
                own.To = to + ((nint)line * (plan->ByColumns ? 1 : c->Grid.OutWidth));
            }
            else
            {
                own.To = (T*)(room + copyBytes + sliverBytes);
                own.ToPlane = positions;
            }

            own.ChannelPitch = plan->ByColumns && c->Taps == 1 ? c->Grid.Plane : 0;
            own.LinePitch = c->Grid.StepH * c->Grid.Pitch;
            Steps(c, plan, &own, group);
            if (!dense)
                Scatter(c, own.To, positions, to + (line * c->ToLine), own.Lines, firstRow, plan->Tiles.First(own.EndTile));
        }

        // k in steps, rows in blocks whose weights stay near.
        readonly void Steps(Correlation<T>* c, CorrelationPlan* plan, CorrelationPart<T>* own, int group)
        {
            int depth = c->Depth;
            T* weights = Weights + (group * c->WeightLength(plan->DepthStep));
            own->WeightRow = Correlation<T>.WeightRow(plan->DepthStep);
            for (int k = 0; k < depth; k += plan->DepthStep)
            {
                own->Depth = Math.Min(plan->DepthStep, depth - k);
                own->Offsets = Offsets + k;
                own->Bias = k == 0 && c->Bias != null ? c->Bias + (group * c->Outputs) : null;
                bool last = k + own->Depth == depth;
                own->Store->Accumulate = k > 0;
                own->Store->Relu = last && c->Relu;
                own->Mode = k == 0 ? TileMode.Assign : own->Store->Relu ? TileMode.Finish : TileMode.Add;
                for (int tile = own->FirstTile; tile < own->EndTile; tile += plan->TileStep)
                {
                    own->Tile = tile;
                    own->TileEnd = Math.Min(own->EndTile, tile + plan->TileStep);
                    own->Weights = weights + (((nint)c->Outputs * (k / plan->DepthStep)) + plan->Tiles.First(tile)) * own->WeightRow;
                    if (plan->Packed)
                        CorrelationSweep<TLanes, T, TVector>.Packed(own, c->Grid.InPlace);
                    else
                        CorrelationSweep<TLanes, T, TVector>.Direct(own);
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
}
