namespace Hebb.Tests;

/// <summary>Numbers with a shape, row by row, and loops that anyone can check: what tensors are held against.</summary>
sealed record NaiveArray(int[] Shape, double[] Values)
{
    public int Rank => Shape.Length;

    public static int Size(ReadOnlySpan<int> shape)
    {
        int size = 1;
        foreach (int length in shape) size *= length;
        return size;
    }

    /// <summary>0, 1, 2 …: so a value says where it came from.</summary>
    public static NaiveArray Counting(int[] shape) => new(shape, [.. Enumerable.Range(0, Size(shape)).Select(i => (double)i)]);

    /// <summary>An array whose element at each place is asked for.</summary>
    public static NaiveArray Of(int[] shape, Func<int[], double> value) => new(shape, [.. Places(shape).Select(value)]);

    public double At(ReadOnlySpan<int> place) => Values[Position(Shape, place)];

    public static int Position(ReadOnlySpan<int> shape, ReadOnlySpan<int> place)
    {
        int position = 0;
        for (int i = 0; i < shape.Length; i++) position = (position * shape[i]) + place[i];
        return position;
    }

    /// <summary>All places of a shape, row by row, each in an array of its own.</summary>
    public static IEnumerable<int[]> Places(int[] shape)
    {
        for (int position = 0, size = Size(shape); position < size; position++)
        {
            var place = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = position; axis >= 0; axis--) (rest, place[axis]) = Math.DivRem(rest, shape[axis]);
            yield return place;
        }
    }

    /// <summary>The common shape of two by NumPy's rule, or null.</summary>
    public static int[]? Broadcast(int[] a, int[] b)
    {
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int x = i <= a.Length ? a[^i] : 1, y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) return null;
            shape[^i] = x == 1 ? y : x;
        }

        return shape;
    }

    /// <summary>Where a place of a broadcast shape lies in one of the shapes that it was made of.</summary>
    public static int[] Source(int[] shape, int[] place)
    {
        var source = new int[shape.Length];
        for (int i = 1; i <= shape.Length; i++) source[^i] = shape[^i] == 1 ? 0 : place[^i];
        return source;
    }

    public static void AssertEqual(NaiveArray expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        Assert.Equal(expected.Values, actual.ToArray<double>());
    }
}
