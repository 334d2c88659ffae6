using CsCheck;

namespace Hebb.Tests;

/// <summary>Random shapes, with scalars and empty axes among them, and tensors that lie in memory in every way.</summary>
static class Shapes
{
    static readonly Gen<int> Length = Gen.Frequency((1, Gen.Const(0)), (3, Gen.Const(1)), (12, Gen.Int[2, 5]), (2, Gen.Int[6, 40]));

    /// <summary>Up to five axes and 3,000 elements.</summary>
    public static readonly Gen<int[]> Any = Length.Array[0, 5].Select(Bounded);

    /// <summary>A tensor of these values whose elements lie as a number says: row by row, axes swapped, with gaps, backwards from a copy, or as a part of something larger.</summary>
    public static Tensor Laid<T>(T[] values, int[] shape, int layout)
        where T : unmanaged
    {
        Tensor x = Tensor.From(values, shape);
        if (shape.Length == 0) return x;
        int axis = layout / 4 % shape.Length;
        switch (layout % 4)
        {
            case 1 when shape.Length > 1:
                return x.Transpose(axis, (axis + 1) % shape.Length).Contiguous().Transpose(axis, (axis + 1) % shape.Length);
            case 2:
                return Tensor.Stack([x, x.Clone()], axis + 1).Select(axis + 1, 0);
            case 3:
                return Tensor.Cat([x, x, x], axis).Narrow(axis, shape[axis], shape[axis]);
            default:
                return x;
        }
    }

    static int[] Bounded(int[] shape)
    {
        int[] kept = [.. shape];
        for (int i = 0; i < kept.Length && NaiveArray.Size(kept) > 3000; i++) kept[i] = Math.Min(kept[i], 3);
        return kept;
    }
}
