using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The weight gradient of a 3×3 convolution of stride 1 by F(4×4, 3×3): per block of tiles transform the image and dy, add 36 products
// of small matrices to the transformed gradient; transform that back at the end. Threads take channels, then points, then kernels, so each sum
// runs over the blocks in order, whatever their number.
internal static unsafe class WinogradWeightGradient<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    const int Points = 36;

    // The transformed image and dy of a block together may fill so much of the last cache.
    const int BlockBytes = 3 << 20;

    const long SharedWork = 1 << 20;

    public static void Run(in ConvShape s, T* x, T* dy, T* dw, T* db)
    {
        Correlation<T> c = Correlation<T>.Forward(s, x, null, null, null, Activation.None);
        int perRow = (s.OutWidth + 3) / 4, allRows = s.N * ((s.OutHeight + 3) / 4);
        int max = Math.Max(64, BlockBytes / (Points * (s.C + s.K) * sizeof(T)));
        int rows = Math.Max(1, max / perRow);
        int blocks = (allRows + rows - 1) / rows;
        rows = (allRows + blocks - 1) / blocks;

        PatchGrid dyGrid = c.Grid;
        dyGrid.Channels = s.K;
        dyGrid.Height = s.OutHeight;
        dyGrid.Width = s.OutWidth;
        dyGrid.Top = dyGrid.Left = 0;
        WinogradTiles image = WinogradTiles.Of(c.Grid, s.N, 6, rows, sizeof(T)), slope = WinogradTiles.Of(dyGrid, s.N, 4, rows, sizeof(T));
        nint row = (((nint)rows * perRow) + 31) / 16 * 16;
        if (row / 16 % 2 == 0)
            row += 16;
        nint column = (s.C + 15) / 16 * 16;
        nint imageBytes = Scratch.Lines((Points * s.C * row) + 32, sizeof(T)), slopeBytes = Scratch.Lines((Points * s.K * row) + 32, sizeof(T));
        byte* shared = Scratch.TakeShared(imageBytes + slopeBytes + (Points * s.K * column * sizeof(T)));
        TransformJob transform = new()
        {
            Image = &image,
            Slope = &slope,
            X = x,
            Dy = dy,
            ImageTo = (T*)shared,
            SlopeTo = (T*)(shared + imageBytes),
            Row = row,
            Sums = (T*)(shared + imageBytes + slopeBytes),
            Column = column,
            Dw = dw,
            Db = db,
        };
        bool parallel = s.Work >= SharedWork && Hebb.Threads.Count > 1;
        for (int first = 0; first < allRows; first += rows)
        {
            transform.First = first;
            transform.End = Math.Min(allRows, first + rows);
            transform.Stage = Stage.Transform;
            WorkerPool.Run(ref transform, s.C + s.K, parallel);
            transform.Stage = Stage.Multiply;
            WorkerPool.Run(ref transform, Points, parallel);
        }

        transform.Stage = Stage.Finish;
        WorkerPool.Run(ref transform, s.K, parallel);
    }

    enum Stage
    {
        Transform,
        Multiply,
        Finish,
    }

    struct TransformJob : IJob
    {
        public Stage Stage;
        public WinogradTiles* Image;
        public WinogradTiles* Slope;
        public T* X;
        public T* Dy;
        public T* ImageTo;
        public T* SlopeTo;
        public nint Row;
        public T* Sums;
        public nint Column;
        public T* Dw;
        public T* Db;
        public int First;
        public int End;

        public readonly void Run(int part)
        {
            if (Stage == Stage.Multiply)
                Multiply(part);
            else if (Stage == Stage.Finish)
                Finish(part);
            else if (part < Image->Channels)
                Transform(*Image, X, part, ImageTo);
            else
                Transform(*Slope, Dy, part - Image->Channels, SlopeTo);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        readonly void Transform(in WinogradTiles tiles, T* image, int channel, T* to)
        {
            int* taps = stackalloc int[Points];
            tiles.WriteTaps(taps);
            T* room = stackalloc T[Points * S.Count];
            T* copy = (T*)Scratch.Take(tiles.Grid.CopyLength * sizeof(T));
            WinogradRoom<T> rooms = new() { Taps = taps, Copy = copy, Vectors = room };
            tiles.Transform<S, V, T>(image, channel, (First, End), to + (channel * Row), tiles.Channels * Row, rooms);
        }

        // sums[k, c] (+)= Σ over tiles of slope[k, tile] · image[c, tile].
        readonly void Multiply(int point)
        {
            int channels = Image->Channels, outputs = Slope->Channels, tiles = (End - First) * Image->PerRow;
            Product<T> product = new()
            {
                M = outputs,
                N = channels,
                K = tiles,
                A = SlopeTo + (point * outputs * Row),
                ARow = Row,
                ACol = 1,
                B = ImageTo + (point * channels * Row),
                BRow = 1,
                BCol = Row,
                C = Sums + (point * outputs * Column),
                CRow = Column,
                Accumulate = First > 0,
            };
            Panels<S, V, T>.Run(&product, true);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        readonly void Finish(int k)
        {
            T* room = stackalloc T[Points * S.Count];
            T* elements = stackalloc T[9 * S.Count];
            int channels = Image->Channels, outputs = Slope->Channels;
            T* to = Dw + ((nint)k * channels * 9);
            for (int c = 0; c < channels; c += S.Count)
            {
                WinogradTransform<S, V, T>.KernelGradient(Sums + (k * Column) + c, outputs * Column, elements, S.Count, room);
                int filled = Math.Min(S.Count, channels - c);
                for (int i = 0; i < filled; i++)
                {
                    for (int e = 0; e < 9; e++)
                        *to++ = elements[(e * S.Count) + i];
                }
            }

            if (Db == null)
                return;
            nint plane = (nint)Slope->Grid.Height * Slope->Grid.Width;
            T sum = T.Zero;
            for (int n = 0; n < Slope->Images; n++)
                WeightGradient<S, V, T>.AddRows(Dy + ((((nint)n * outputs) + k) * plane), 0, 1, (int)plane, &sum);
            Db[k] = sum;
        }
    }
}
