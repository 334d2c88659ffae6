using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Reductions along the middle of [outer, axis, inner]. Sums of float stay accurate: short vector sums are joined in double. To share the work among
/// threads, give each a range of outer (shifted pointers). The order of additions depends on the shape and the width only.
/// </summary>
internal static unsafe class ReduceKernels
{
    // Elements summed in T before the result goes into a double: with four registers of eight floats 32 per lane.
    const int Block = 1024;

    // Columns whose running results stay in the first cache, and rows after which they go into doubles.
    const int Tile = 512;
    const int RowBlock = 128;

    // A long row is added up in pieces of so many elements, whichever threads do them, so that its bits do not depend on how many there are.
    const int Piece = 1 << 16;

    // Elements below which a second thread costs more than it brings, and pieces whose sums find room on the stack.
    const int SharedWork = 1 << 18;
    const int PiecesOnStack = 512;

    /// <summary>y[o, i] = k over x[o, :, i].</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T (Mean and LogSumExp need float or double).</exception>
    internal static void Reduce<T>(ReduceKernel k, T* x, nint outer, nint axis, nint inner, T* y)
        where T : unmanaged, INumber<T> => Reduce(k, x, outer, axis, inner, y, SimdWidth.Bits);

    /// <summary>The same at a chosen width.</summary>
    internal static void Reduce<T>(ReduceKernel k, T* x, nint outer, nint axis, nint inner, T* y, int bits)
        where T : unmanaged, INumber<T>
    {
        nint work = outer * axis * inner;
        if (work < SharedWork) work = 0;
        if (outer != 1 || !IsReal<T>() || k is not (ReduceKernel.Sum or ReduceKernel.SumSquares or ReduceKernel.SumAbs or ReduceKernel.Mean))
        {
            PlaneParts.Run<Rows, T>(new Rows(k, x, axis, inner, y), (int)outer, work, bits);
        }
        else if (inner > 1)
        {
            PlaneParts.Run<Tiles, T>(new Tiles(k, x, axis, inner, y), (int)((inner + Tile - 1) / Tile), work, bits);
        }
        else
        {
            int pieces = (int)((axis + Piece - 1) / Piece);
            double* room = stackalloc double[PiecesOnStack];
            fixed (double* more = pieces > PiecesOnStack ? new double[pieces] : null)
            {
                double* sums = more == null ? room : more;
                PlaneParts.Run<Pieces, T>(new Pieces(k, x, axis, sums), pieces, work, bits);
                double total = 0;
                for (int i = 0; i < pieces; i++) total += sums[i];
                *y = T.CreateTruncating(k == ReduceKernel.Mean ? total / axis : total);
            }
        }
    }

    // Results of their own: a thread takes some of the outer axis.
    readonly struct Rows(ReduceKernel k, void* x, nint axis, nint inner, void* y) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            ReduceKernels.Run<S, V, T>(k, (T*)x + (first * axis * inner), end - first, axis, inner, (T*)y + (first * inner));
    }

    // Columns of one matrix: a thread takes some tiles of them.
    readonly struct Tiles(ReduceKernel k, void* x, nint axis, nint inner, void* y) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            (nint Left, nint Right) columns = ((nint)first * Tile, Math.Min((nint)end * Tile, inner));
            double divisor = k == ReduceKernel.Mean ? axis : 1;
            switch (k)
            {
                case ReduceKernel.SumSquares: Shape<ReduceFormulas.SumSquares, S, V, T>((T*)x, 1, axis, inner, (T*)y, divisor, columns); break;
                case ReduceKernel.SumAbs: Shape<ReduceFormulas.SumAbs, S, V, T>((T*)x, 1, axis, inner, (T*)y, divisor, columns); break;
                default: Shape<ReduceFormulas.Sum, S, V, T>((T*)x, 1, axis, inner, (T*)y, divisor, columns); break;
            }
        }
    }

    // Pieces of one long row.
    readonly struct Pieces(ReduceKernel k, void* x, nint axis, double* sums) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int i = first; i < end; i++)
            {
                nint start = (nint)i * Piece, n = Math.Min(Piece, axis - start);
                sums[i] = k switch
                {
                    ReduceKernel.SumSquares => Total<ReduceFormulas.SumSquares, S, V, T>((T*)x + start, n),
                    ReduceKernel.SumAbs => Total<ReduceFormulas.SumAbs, S, V, T>((T*)x + start, n),
                    _ => Total<ReduceFormulas.Sum, S, V, T>((T*)x + start, n),
                };
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsReal<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    static void Run<S, V, T>(ReduceKernel k, T* x, nint outer, nint axis, nint inner, T* y)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        switch (k)
        {
            case ReduceKernel.Sum: Shape<ReduceFormulas.Sum, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.SumSquares: Shape<ReduceFormulas.SumSquares, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.SumAbs: Shape<ReduceFormulas.SumAbs, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.Prod: Shape<ReduceFormulas.Prod, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.Max: Shape<ReduceFormulas.Max, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.Min: Shape<ReduceFormulas.Min, S, V, T>(x, outer, axis, inner, y, 1); break;
            case ReduceKernel.Any: Truth(x, outer, axis, inner, y, any: true); break;
            case ReduceKernel.All: Truth(x, outer, axis, inner, y, any: false); break;
            case ReduceKernel.Mean when IsReal<T>(): Shape<ReduceFormulas.Sum, S, V, T>(x, outer, axis, inner, y, axis); break;
            case ReduceKernel.LogSumExp when IsReal<T>(): SoftmaxKernels.LogSumExp<S, V, T>(x, outer, axis, inner, y); break;
            default:
                throw new NotSupportedException(
                    $"The reduction {k} does not exist for elements of type {typeof(T).Name}; convert the tensor to Float32 or Float64 first.");
        }
    }

    static void Shape<K, S, V, T>(T* x, nint outer, nint axis, nint inner, T* y, double divisor)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> =>
        Shape<K, S, V, T>(x, outer, axis, inner, y, divisor, (0, inner));

    // Columns Left to Right - 1; all unless there is one matrix with many.
    static void Shape<K, S, V, T>(T* x, nint outer, nint axis, nint inner, T* y, double divisor, (nint Left, nint Right) columns)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (inner == 1)
        {
            for (nint o = 0; o < outer; o++) y[o] = Row<K, S, V, T>(x + (o * axis), axis, divisor);
            return;
        }

        T* state = stackalloc T[Tile];
        double* totals = stackalloc double[Tile];
        for (nint o = 0; o < outer; o++)
        {
            for (nint column = columns.Left; column < columns.Right; column += Tile)
            {
                int width = (int)Math.Min(Tile, columns.Right - column);
                Columns<K, S, V, T>(x + (o * axis * inner) + column, axis, inner, width, y + (o * inner) + column, divisor, state, totals);
            }
        }
    }

    /// <summary>One contiguous row.</summary>
    internal static T Row<K, S, V, T>(T* x, nint n, double divisor)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (!K.Accumulates || !IsReal<T>()) return RowBlocks<K, S, V, T>(x, n);
        return T.CreateTruncating(Total<K, S, V, T>(x, n) / divisor);
    }

    // Joined in double, block by block.
    static double Total<K, S, V, T>(T* x, nint n)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        double total = K.Start<SimdScalar<double>, double, double>();
        for (nint start = 0; start < n; start += Block)
        {
            T part = RowBlocks<K, S, V, T>(x + start, Math.Min(Block, n - start));
            total = K.Join<SimdScalar<double>, double, double>(total, double.CreateTruncating(part));
        }

        return total;
    }

    // Four registers a step, then one, then single elements. Twin: the naive loops of ReduceKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T RowBlocks<K, S, V, T>(T* x, nint n)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V s0 = K.Start<S, V, T>();
        nint i = 0;
        if (n >= 4 * S.Count)
        {
            V s1 = s0, s2 = s0, s3 = s0;
            for (; i <= n - (4 * S.Count); i += 4 * S.Count)
            {
                s0 = K.Take<S, V, T>(s0, S.Load(x + i));
                s1 = K.Take<S, V, T>(s1, S.Load(x + i + S.Count));
                s2 = K.Take<S, V, T>(s2, S.Load(x + i + (2 * S.Count)));
                s3 = K.Take<S, V, T>(s3, S.Load(x + i + (3 * S.Count)));
            }

            s0 = K.Join<S, V, T>(K.Join<S, V, T>(s0, s1), K.Join<S, V, T>(s2, s3));
        }

        for (; i <= n - S.Count; i += S.Count) s0 = K.Take<S, V, T>(s0, S.Load(x + i));
        T* lanes = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        S.Store(lanes, s0);
        for (int half = S.Count / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++) lanes[lane] = K.Join<SimdScalar<T>, T, T>(lanes[lane], lanes[lane + half]);
        }

        T result = lanes[0];
        for (; i < n; i++) result = K.Take<SimdScalar<T>, T, T>(result, x[i]);
        return result;
    }

    // A tile of columns. Narrow tiles take several rows as one long row, folded together at the end, so that registers are full.
    static void Columns<K, S, V, T>(T* x, nint axis, nint inner, int width, T* y, double divisor, T* state, double* totals)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        int fold = width == inner && width < 32 ? (int)Math.Max(1, Math.Min(axis, 64 / width)) : 1;
        int span = width * fold;
        nint rows = axis / fold;
        bool accumulates = K.Accumulates && IsReal<T>();
        T start = K.Start<SimdScalar<T>, T, T>();
        double startTotal = K.Start<SimdScalar<double>, double, double>();
        for (int i = 0; i < span; i++) state[i] = start;
        if (accumulates)
        {
            for (int i = 0; i < span; i++) totals[i] = startTotal;
        }

        for (nint row = 0; row < rows; row += RowBlock)
        {
            TakeRows<K, S, V, T>(state, x + (row * inner * fold), inner * fold, Math.Min(RowBlock, rows - row), span);
            if (accumulates) Flush<K, T>(state, totals, span, start);
        }

        nint left = axis - (rows * fold);
        if (left > 0)
        {
            TakeRows<K, S, V, T>(state, x + (rows * fold * inner), inner, left, width);
            if (accumulates) Flush<K, T>(state, totals, width, start);
        }

        for (int i = 0; i < width; i++)
        {
            if (accumulates)
            {
                for (int f = 1; f < fold; f++) totals[i] = K.Join<SimdScalar<double>, double, double>(totals[i], totals[(f * width) + i]);
                y[i] = T.CreateTruncating(totals[i] / divisor);
            }
            else
            {
                for (int f = 1; f < fold; f++) state[i] = K.Join<SimdScalar<T>, T, T>(state[i], state[(f * width) + i]);
                y[i] = state[i];
            }
        }
    }

    static void Flush<K, T>(T* state, double* totals, int count, T start)
        where K : struct, ReduceFormulas.IReduction
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < count; i++)
        {
            totals[i] = K.Join<SimdScalar<double>, double, double>(totals[i], double.CreateTruncating(state[i]));
            state[i] = start;
        }
    }

    // Four, two or one register of columns a step down all rows of the block, then single columns. Twin: the naive loops of ReduceKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TakeRows<K, S, V, T>(T* state, T* x, nint stride, nint rows, int width)
        where K : struct, ReduceFormulas.IReduction
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        for (; i <= width - (4 * S.Count); i += 4 * S.Count)
        {
            V s0 = S.Load(state + i), s1 = S.Load(state + i + S.Count), s2 = S.Load(state + i + (2 * S.Count)), s3 = S.Load(state + i + (3 * S.Count));
            T* from = x + i;
            for (nint row = 0; row < rows; row++, from += stride)
            {
                s0 = K.Take<S, V, T>(s0, S.Load(from));
                s1 = K.Take<S, V, T>(s1, S.Load(from + S.Count));
                s2 = K.Take<S, V, T>(s2, S.Load(from + (2 * S.Count)));
                s3 = K.Take<S, V, T>(s3, S.Load(from + (3 * S.Count)));
            }

            S.Store(state + i, s0);
            S.Store(state + i + S.Count, s1);
            S.Store(state + i + (2 * S.Count), s2);
            S.Store(state + i + (3 * S.Count), s3);
        }

        for (; i <= width - (2 * S.Count); i += 2 * S.Count)
        {
            V s0 = S.Load(state + i), s1 = S.Load(state + i + S.Count);
            T* from = x + i;
            for (nint row = 0; row < rows; row++, from += stride)
            {
                s0 = K.Take<S, V, T>(s0, S.Load(from));
                s1 = K.Take<S, V, T>(s1, S.Load(from + S.Count));
            }

            S.Store(state + i, s0);
            S.Store(state + i + S.Count, s1);
        }

        for (; i <= width - S.Count; i += S.Count)
        {
            V s0 = S.Load(state + i);
            for (nint row = 0; row < rows; row++) s0 = K.Take<S, V, T>(s0, S.Load(x + i + (row * stride)));
            S.Store(state + i, s0);
        }

        for (; i < width; i++)
        {
            T single = state[i];
            for (nint row = 0; row < rows; row++) single = K.Take<SimdScalar<T>, T, T>(single, x[i + (row * stride)]);
            state[i] = single;
        }
    }

    static void Truth<T>(T* x, nint outer, nint axis, nint inner, T* y, bool any)
        where T : unmanaged, INumber<T>
    {
        for (nint o = 0; o < outer; o++)
        {
            for (nint i = 0; i < inner; i++)
            {
                T* from = x + (o * axis * inner) + i;
                nint a = 0;
                while (a < axis && (from[a * inner] != T.Zero) != any) a++;
                y[(o * inner) + i] = (a < axis) == any ? T.One : T.Zero;
            }
        }
    }
}
