using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>One innermost run of an N-dimensional loop; strides are in bytes.</summary>
internal unsafe interface IRow
{
    void Run(byte* a, nint strideA, byte* b, nint strideB, byte* c, nint strideC, byte* y, nint strideY, nint n);
}

/// <summary>
/// The N-dimensional loop behind every broadcast: drops axes of size 1, joins axes that lie one after the other in all operands, and runs the
/// innermost axis as one row. Up to three inputs and one output, each with byte strides (0 where it repeats).
/// </summary>
internal static unsafe class BroadcastLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<R>(
        R row, int* shape, int rank, byte* a, nint* stridesA, nint sizeA, byte* b, nint* stridesB, nint sizeB, byte* c, nint* stridesC, nint sizeC, byte* y, nint* stridesY, nint sizeY)
        where R : struct, IRow
    {
        nint* buffer = stackalloc nint[6 * (rank + 1)];
        nint* size = buffer, sa = size + rank + 1, sb = sa + rank + 1, sc = sb + rank + 1, sy = sc + rank + 1, at = sy + rank + 1;
        int axes = 0;
        for (int i = 0; i < rank; i++)
        {
            nint n = shape[i];
            if (n == 0) return;
            if (n == 1) continue;
            nint ta = stridesA[i] * sizeA, tb = stridesB == null ? 0 : stridesB[i] * sizeB, tc = stridesC == null ? 0 : stridesC[i] * sizeC, ty = stridesY[i] * sizeY;
            bool joins = axes > 0 && sa[axes - 1] == ta * n && sb[axes - 1] == tb * n && sc[axes - 1] == tc * n && sy[axes - 1] == ty * n;
            if (!joins) axes++;
            size[axes - 1] = joins ? size[axes - 1] * n : n;
            sa[axes - 1] = ta;
            sb[axes - 1] = tb;
            sc[axes - 1] = tc;
            sy[axes - 1] = ty;
        }

        if (axes == 0)
        {
            row.Run(a, sizeA, b, sizeB, c, sizeC, y, sizeY, 1);
            return;
        }

        int last = axes - 1;
        for (int i = 0; i < axes; i++) at[i] = 0;
        while (true)
        {
            row.Run(a, sa[last], b, sb[last], c, sc[last], y, sy[last], size[last]);
            int axis = last - 1;
            for (; axis >= 0; axis--)
            {
                a += sa[axis];
                b += sb[axis];
                c += sc[axis];
                y += sy[axis];
                if (++at[axis] < size[axis]) break;
                at[axis] = 0;
                a -= sa[axis] * size[axis];
                b -= sb[axis] * size[axis];
                c -= sc[axis] * size[axis];
                y -= sy[axis] * size[axis];
            }

            if (axis < 0) return;
        }
    }

    /// <summary>The strides of a contiguous tensor, in elements.</summary>
    internal static void Contiguous(int* shape, int rank, nint* strides)
    {
        nint stride = 1;
        for (int i = rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }
    }
}
