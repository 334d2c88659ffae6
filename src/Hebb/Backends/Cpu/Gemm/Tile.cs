using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Finds the copy of the micro-kernel for a tile's rows and columns.
internal static unsafe partial class Tile<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(int rows, int vectors, bool masked, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint cRow, TileStore<T>* store) =>
        Run<Zero>(rows, vectors, masked, k, a, aRow, aCol, b, bRow, c, cRow, store);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSource>(
        int rows, int vectors, bool masked, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint cRow, TileStore<T>* store)
        where TSource : struct, INumeral
    {
        if (vectors == 2)
        {
            if (masked)
                Run<Two, One, TSource>(rows, k, a, aRow, aCol, b, bRow, c, cRow, store);
            else
                Run<Two, Zero, TSource>(rows, k, a, aRow, aCol, b, bRow, c, cRow, store);
        }
        else if (masked)
        {
            Run<One, One, TSource>(rows, k, a, aRow, aCol, b, bRow, c, cRow, store);
        }
        else
        {
            Run<One, Zero, TSource>(rows, k, a, aRow, aCol, b, bRow, c, cRow, store);
        }
    }

    static void Run<TVectors, TMasked, TSource>(int rows, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint cRow, TileStore<T>* store)
        where TVectors : struct, INumeral
        where TMasked : struct, INumeral
        where TSource : struct, INumeral
    {
        switch (rows)
        {
            case 1:
                Multiply<One, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 2:
                Multiply<Two, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 3:
                Multiply<Three, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 4:
                Multiply<Four, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 5:
                Multiply<Five, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 6:
                Multiply<Six, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 7 when TLanes.TileRows >= 7:
                Multiply<Seven, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 8 when TLanes.TileRows >= 8:
                Multiply<Eight, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 9 when TLanes.TileRows >= 9:
                Multiply<Nine, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 10 when TLanes.TileRows >= 10:
                Multiply<Ten, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 11 when TLanes.TileRows >= 11:
                Multiply<Eleven, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 12 when TLanes.TileRows >= 12:
                Multiply<Twelve, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 13 when TLanes.TileRows >= 13:
                Multiply<Thirteen, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
            case 14 when TLanes.TileRows >= 14:
                Multiply<Fourteen, TVectors, TMasked, TSource>(k, a, aRow, aCol, b, bRow, c, cRow, store);
                break;
        }
    }
}
