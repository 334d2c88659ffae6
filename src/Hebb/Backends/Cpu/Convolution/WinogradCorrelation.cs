using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// A 3×3 correlation of stride 1 by F(4×4, 3×3): transform the kernels once; per block of tiles transform the image, multiply 36 pairs
// of small matrices, transform back. A block's results do not depend on the other blocks, so threads take blocks.
internal static unsafe class WinogradCorrelation<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    const int Points = 36;

    // Fewer tiles would read the transformed kernels too often.
    const int MinTiles = 32;

    const long SharedWork = 1 << 20;

    static int Sliver => 2 * S.Count;

    // Whether the algorithm can compute this at all.
    public static bool Fits(in Correlation<T> c) =>
        c.TapsH.Count == 3 && c.TapsW.Count == 3 && c.TapsH.Step == 1 && c.TapsW.Step == 1 && c.TapsH.Move is 1 or -1 && c.TapsH.Move == c.TapsW.Move
        && c.Grid.SpanH == 3 && c.Grid.SpanW == 3 && c.Grid.StepH == 1 && c.Grid.StepW == 1 && c.Groups == 1 && c.IsDense;

    // Whether it pays. Float only: its rounding errors are a few times the direct ones. Cycles per tile on vectors of n numbers: the direct way
    // takes 144·C·K / 2n for 16 outputs, this one 36·C·K / 2n for the products, some 400·(C + K) / n for the transforms (more where rows of
    // tiles leave vectors empty), and its share of the transformed kernels.
    public static bool Pays(in Correlation<T> c)
    {
        if (typeof(T) != typeof(float) || !Fits(c))
            return false;
        double rows = (c.Grid.OutHeight + 3) / 4, columns = (c.Grid.OutWidth + 3) / 4, inputs = c.Grid.Channels, outputs = c.Outputs;
        double filled = columns / ((((int)columns + S.Count - 1) / S.Count) * S.Count);
        double direct = 9 * inputs * outputs * c.Grid.OutHeight * c.Grid.OutWidth / (16 * rows * columns);
        double products = 2.25 * inputs * outputs, transforms = 50 * (inputs + outputs) / filled, kernels = 25 * inputs * outputs / (c.Images * rows * columns);
        return Math.Min(inputs, outputs) >= 16 && products + transforms + kernels < 0.85 * direct;
    }

    public static void Run(ref Correlation<T> correlation)
    {
        Correlation<T> c = correlation;
        int threads = c.Work >= SharedWork ? Hebb.Threads.Count : 1;
        int channels = c.Grid.Channels;
        int perRow = (c.Grid.OutWidth + 3) / 4, allRows = c.Images * ((c.Grid.OutHeight + 3) / 4);
        int fits = CacheSizes.Level2 / (Points * (channels + c.Outputs) * sizeof(T));
        int rows = Math.Max(1, (Math.Max(MinTiles, fits) + perRow - 1) / perRow);
        int blocks = Math.Max((allRows + rows - 1) / rows, Math.Min(allRows, threads));
        rows = (allRows + blocks - 1) / blocks;
        blocks = (allRows + rows - 1) / rows;

        WinogradTiles tiles = WinogradTiles.Of(c.Grid, c.Images, 6, rows, sizeof(T));
        nint stride = KernelJob.StrideOf(channels);
        KernelJob kernels = new()
        {
            C = &c,
            Stride = stride,
            To = (T*)Scratch.TakeShared(Scratch.Lines(Points * c.Outputs * stride, sizeof(T))),
        };
        BlockJob job = new() { C = &c, Tiles = &tiles, RowsPerBlock = rows, Kernels = kernels.To, KernelStride = stride };
        int kernelParts = (c.Outputs + KernelJob.OutputsPerPart - 1) / KernelJob.OutputsPerPart;
        WorkerPool.Run(ref kernels, kernelParts, threads > 1);
        WorkerPool.Run(ref job, blocks, threads > 1);
    }

    // Transforms the kernels of a correlation: [point][output][input], inputs along the lanes.
    struct KernelJob : IJob
    {
        public const int OutputsPerPart = 16;

        public Correlation<T>* C;
        public T* To;
        public nint Stride;

        public static nint StrideOf(int channels) => ((channels + S.Count - 1) / S.Count * S.Count) + 16;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        public readonly void Run(int part)
        {
            int channels = C->Grid.Channels;
            T* room = stackalloc T[WinogradTransform<S, V, T>.RoomLength];
            nint length = (nint)C->Outputs * Stride;
            int end = Math.Min(C->Outputs, (part + 1) * OutputsPerPart);

            // The input gradient's kernels are turned round: element e is element 8 - e.
            bool turned = C->TapsH.Move < 0;
            T* sorted = stackalloc T[9 * S.Count];
            for (int k = part * OutputsPerPart; k < end; k++)
            {
                for (int c = 0; c < channels; c += S.Count)
                {
                    T* from = C->Weights + (k * C->WeightOutput) + (c * C->WeightInput);
                    int filled = Math.Min(S.Count, channels - c);
                    for (int i = 0; i < S.Count; i++)
                    {
                        for (int e = 0; e < 9; e++)
                            sorted[(e * S.Count) + i] = i < filled ? from[turned ? 8 - e : e] : T.Zero;
                        from += C->WeightInput;
                    }

                    WinogradTransform<S, V, T>.Kernel(sorted, S.Count, To + (k * Stride) + c, length, room);
                }
            }
        }
    }

    struct BlockJob : IJob
    {
        public Correlation<T>* C;
        public WinogradTiles* Tiles;
        public int RowsPerBlock;
        public T* Kernels;
        public nint KernelStride;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        public readonly void Run(int part)
        {
            int first = part * RowsPerBlock, end = Math.Min(Tiles->Rows, first + RowsPerBlock);
            int tiles = (end - first) * Tiles->PerRow, channels = C->Grid.Channels, outputs = C->Outputs;

            // Rows of tiles an odd number of cache lines apart, whole slivers long.
            nint row = (((tiles + Sliver - 1) / Sliver * Sliver) + 15) / 16 * 16;
            if (row / 16 % 2 == 0)
                row += 16;
            nint copyLength = Tiles->Grid.CopyLength;
            nint roomLength = WinogradTransform<S, V, T>.RoomLength;
            int* taps = stackalloc int[Points];
            Tiles->WriteTaps(taps);
            T* room = stackalloc T[Points * S.Count];
            // A row of tiles is written in whole vectors; what goes over lands where the next row, the next channel or the gap behind a point lies.
            nint imagePoint = (channels * row) + Sliver;
            nint imageLength = Points * imagePoint, productLength = (Points * outputs * row) + Sliver;
            nint lineLength = 16 * (((nint)Tiles->PerRow + S.Count) + 16);
            T* image = (T*)Scratch.Take((imageLength + productLength + copyLength + lineLength) * sizeof(T));
            T* product = image + imageLength;
            T* copy = product + productLength;
            T* lines = copy + copyLength;
            WinogradRoom<T> rooms = new() { Taps = taps, Copy = copy, Vectors = room };
            for (int c = 0; c < channels; c++)
                Tiles->Transform<S, V, T>(C->Image, c, (first, end), image + (c * row), imagePoint, rooms);
            for (int point = 0; point < Points; point++)
                Multiply(tiles, image + (point * imagePoint), product + (point * outputs * row), row, Kernels + (point * outputs * KernelStride));
            for (int k = 0; k < outputs; k++)
                Back(k, first, end, product + (k * row), outputs * row, lines, room);
        }

        // product[output, tile] = kernels[output, channel] · image[channel, tile].
        [SkipLocalsInit]
        readonly void Multiply(int tiles, T* image, T* product, nint row, T* kernels)
        {
            T* scratch = stackalloc T[S.TileRows * Sliver];
            TileWork<T> work = new() { K = C->Grid.Channels, ARow = KernelStride, ACol = 1, BRow = row, CRow = row, Scratch = scratch };
            RowTiles blocks = new(C->Outputs, S.TileRows);
            for (int t = 0; t < tiles; t += Sliver)
            {
                int vectors = tiles - t > S.Count ? 2 : 1;
                work.B = image + t;
                int k = 0;
                for (int block = 0; block < blocks.Count; block++)
                {
                    int rows = blocks.First(block + 1) - k;
                    work.A = kernels + (k * KernelStride);
                    work.C = product + (k * row) + t;
                    Tile<S, V, T>.Run<N0>(rows, vectors, false, &work);
                    k += rows;
                }
            }
        }

        // One output channel of the rows of tiles.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        readonly void Back(int k, int first, int end, T* product, nint point, T* lines, T* room)
        {
            int perRow = Tiles->PerRow, height = C->Grid.OutHeight, width = C->Grid.OutWidth;
            nint line = perRow + S.Count;
            T bias = C->Bias == null ? T.Zero : C->Bias[k];
            for (int r = first; r < end; r++)
            {
                int n = r / Tiles->RowsPerImage, y = r % Tiles->RowsPerImage * 4;
                for (int x = 0; x < perRow; x += S.Count)
                    WinogradTransform<S, V, T>.Output(product + x, point, lines + x, line, bias, C->Activation, room);
                T* to = C->To + ((((nint)n * C->Outputs) + k) * C->ToPlane) + ((nint)y * width);
                for (int i = 0; i < Math.Min(4, height - y); i++)
                    Interleave(lines + (i * 4 * line), line, to + ((nint)i * width), width);
                product += perRow;
            }
        }

        // to[4x + j] = lines[j][x].
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Interleave(T* lines, nint line, T* to, int width)
        {
            int x = 0;
            if (sizeof(T) == 4 && Transpose.HasFour)
            {
                for (; x + 16 <= width; x += 16)
                    Transpose.Four((float*)lines + (x / 4), line, (float*)to + x, 4);
            }

            for (; x < width; x++)
                to[x] = lines[(x % 4 * line) + (x / 4)];
        }
    }
}
