using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>A tensor that an N-dimensional loop walks: its first element, strides in elements (null where it repeats all along), and bytes of an element.</summary>
internal readonly unsafe struct LoopOperand(void* at, nint* strides, nint size)
{
    internal byte* At => (byte*)at;

    internal nint Size => size;

    internal nint Step(int axis) => strides == null ? 0 : strides[axis] * size;
}

/// <summary>Its part in one innermost run: the first element, and the bytes to the next.</summary>
internal readonly unsafe struct RowOperand(byte* at, nint step)
{
    internal byte* At => at;

    internal nint Step => step;
}

/// <summary>One innermost run of an N-dimensional loop.</summary>
internal unsafe interface IRow
{
    void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n);
}

/// <summary>
/// The N-dimensional loop behind every broadcast: drops axes of size 1, joins axes that lie one after the other in all operands, and runs the
/// innermost axis as one row. Up to three inputs and one output, each with byte strides (0 where it repeats).
/// </summary>
internal static unsafe class BroadcastLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<R>(R row, int* shape, int rank, LoopOperand first, LoopOperand second, LoopOperand third, LoopOperand result)
        where R : struct, IRow
    {
        byte* a = first.At, b = second.At, c = third.At, y = result.At;
        nint* buffer = stackalloc nint[6 * (rank + 1)];
        nint* size = buffer, sa = size + rank + 1, sb = sa + rank + 1, sc = sb + rank + 1, sy = sc + rank + 1, at = sy + rank + 1;
        int axes = 0;
        for (int i = 0; i < rank; i++)
        {
            nint n = shape[i];
            if (n == 0) return;
            if (n == 1) continue;
            nint ta = first.Step(i), tb = second.Step(i), tc = third.Step(i), ty = result.Step(i);
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
            row.Run(new(a, first.Size), new(b, second.Size), new(c, third.Size), new(y, result.Size), 1);
            return;
        }

        int last = axes - 1;
        for (int i = 0; i < axes; i++) at[i] = 0;
        while (true)
        {
            row.Run(new(a, sa[last]), new(b, sb[last]), new(c, sc[last]), new(y, sy[last]), size[last]);
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
