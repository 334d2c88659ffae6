using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>Copies between strided views. Elements are moved by their size; no type is interpreted. Source and target must not overlap.</summary>
internal static unsafe class CopyKernels
{
    // Eight lines of the source and eight of the target: as many as one set of the first cache holds when strides are powers of two.
    const int Block = 8;

    /// <summary>Strided source → contiguous target; strides in elements.</summary>
    internal static void CopyStrided<T>(T* source, nint* strides, int* shape, int rank, T* target)
        where T : unmanaged
    {
        nint* targetStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, targetStrides);
        Copy(source, strides, target, targetStrides, shape, rank);
    }

    /// <summary>Contiguous source → strided target; strides in elements, none of them 0 where the axis is longer than 1.</summary>
    internal static void ScatterStrided<T>(T* source, int* shape, int rank, T* target, nint* strides)
        where T : unmanaged
    {
        nint* sourceStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, sourceStrides);
        Copy(source, sourceStrides, target, strides, shape, rank);
    }

    /// <summary>Strided source → strided target.</summary>
    internal static void Copy<T>(T* source, nint* sourceStrides, T* target, nint* targetStrides, int* shape, int rank)
        where T : unmanaged
    {
        // Where the source runs along another axis than the target, the two axes are walked in blocks.
        int across = -1, along = -1;
        for (int i = 0; i < rank; i++)
        {
            if (shape[i] == 0) return;
            if (shape[i] == 1) continue;
            if (sourceStrides[i] == 1) across = i;
            if (targetStrides[i] == 1) along = i;
        }

        if (across < 0 || along < 0 || across == along || shape[across] < 4 || shape[along] < 4)
        {
            BroadcastLoop.Run(
                default(CopyRow<T>), shape, rank, new(source, sourceStrides, sizeof(T)), default, default, new(target, targetStrides, sizeof(T)));
            return;
        }

        int* outer = stackalloc int[rank];
        for (int i = 0; i < rank; i++) outer[i] = i == across || i == along ? 1 : shape[i];
        BroadcastLoop.Run(
            new TransposeRow<T>(shape[across], shape[along], sourceStrides[along], targetStrides[across]),
            outer, rank, new(source, sourceStrides, sizeof(T)), default, default, new(target, targetStrides, sizeof(T)));
    }

    readonly struct CopyRow<T> : IRow
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n)
        {
            if (a.Step == sizeof(T) && y.Step == sizeof(T))
            {
                if (n * sizeof(T) >= 64)
                {
                    Buffer.MemoryCopy(a.At, y.At, n * sizeof(T), n * sizeof(T));
                    return;
                }

                for (nint i = 0; i < n; i++) ((T*)y.At)[i] = ((T*)a.At)[i];
            }
            else if (a.Step == 0 && y.Step == sizeof(T))
            {
                T value = *(T*)a.At;
                for (nint i = 0; i < n; i++) ((T*)y.At)[i] = value;
            }
            else
            {
                for (nint i = 0; i < n; i++) *(T*)(y.At + (i * y.Step)) = *(T*)(a.At + (i * a.Step));
            }
        }
    }

    // Every "row" is a whole matrix: target[r, c] at r·targetStride + c, source[r, c] at r + c·sourceStride.
    readonly struct TransposeRow<T>(nint rows, nint columns, nint sourceStride, nint targetStride) : IRow
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n)
        {
            for (nint matrix = 0; matrix < n; matrix++) Transpose((T*)(a.At + (matrix * a.Step)), (T*)(y.At + (matrix * y.Step)));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Transpose(T* source, T* target)
        {
            for (nint r = 0; r < rows; r += Block)
            {
                nint rowEnd = Math.Min(rows, r + Block);
                for (nint c = 0; c < columns; c += Block)
                {
                    nint columnEnd = Math.Min(columns, c + Block);
                    if (rowEnd - r == Block && columnEnd - c == Block)
                    {
                        WholeBlock(source + r + (c * sourceStride), target + (r * targetStride) + c);
                        continue;
                    }

                    for (nint i = r; i < rowEnd; i++)
                    {
                        T* to = target + (i * targetStride);
                        T* from = source + i;
                        for (nint j = c; j < columnEnd; j++) to[j] = from[j * sourceStride];
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void WholeBlock(T* source, T* target)
        {
            nint s = sourceStride, s2 = s + s, s3 = s2 + s;
            T* half = source + (4 * s);
            for (int i = 0; i < Block; i++)
            {
                T e0 = source[0], e1 = source[s], e2 = source[s2], e3 = source[s3], e4 = half[0], e5 = half[s], e6 = half[s2], e7 = half[s3];
                target[0] = e0;
                target[1] = e1;
                target[2] = e2;
                target[3] = e3;
                target[4] = e4;
                target[5] = e5;
                target[6] = e6;
                target[7] = e7;
                source++;
                half++;
                target += targetStride;
            }
        }
    }
}
