namespace Hebb.Tests;

/// <summary>Two operands of random layouts over a random shape (rank 0 to 5, axes of 0 and 1 among them), walked naively.</summary>
sealed class BroadcastCase(int[] shape, nint[] stridesA, int sizeA, nint[] stridesB, int sizeB)
{
    public int[] Shape => shape;

    public int Rank => shape.Length;

    public nint[] StridesA => stridesA;

    public nint[] StridesB => stridesB;

    public int SizeA => sizeA;

    public int SizeB => sizeB;

    public int Size => shape.Aggregate(1, (a, b) => a * b);

    public static BroadcastCase Random(Random random)
    {
        int rank = random.Next(6);
        int[] sizes = [0, 1, 2, 3, 5, 9, 17, 1, 2, 3];
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) shape[i] = sizes[random.Next(random.Next(8) == 0 ? 0 : 1, sizes.Length)];
        if (rank == 1 || random.Next(5) == 0)
        {
            for (int i = 0; i < rank; i++) shape[i] = i == rank - 1 ? random.Next(1, 300) : Math.Min(shape[i], 3);
        }

        (nint[] a, int sizeA) = Layout(shape, random);
        (nint[] b, int sizeB) = Layout(shape, random);
        return new BroadcastCase(shape, a, sizeA, b, sizeB);
    }

    // Axes in a random order, some repeated (stride 0), sometimes with gaps.
    static (nint[] Strides, int Size) Layout(int[] shape, Random random)
    {
        int[] order = [.. Enumerable.Range(0, shape.Length).Reverse()];
        if (random.Next(3) == 0) random.Shuffle(order);
        nint[] strides = new nint[shape.Length];
        int stride = random.Next(4) == 0 ? 2 : 1;
        foreach (int axis in order)
        {
            if (random.Next(3) == 0) continue;
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return (strides, stride + 1);
    }

    public IEnumerable<(int At, nint A, nint B)> Walk()
    {
        for (int at = 0; at < Size; at++)
        {
            nint a = 0, b = 0;
            int rest = at;
            for (int axis = Rank - 1; axis >= 0; axis--)
            {
                int index = rest % shape[axis];
                rest /= shape[axis];
                a += index * stridesA[axis];
                b += index * stridesB[axis];
            }

            yield return (at, a, b);
        }
    }
}
