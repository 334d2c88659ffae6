namespace Hebb;

/// <summary>
/// An index expression applied to a shape: first a region (numbers, ranges, steps), then the axes in which it is shown (numbers vanish, new axes appear),
/// then the indices that tensors name.
/// </summary>
internal readonly ref struct IndexPlan
{
    readonly Region region;

    // The axes after the basic part: ≥ 0 an axis of the region, −1 a new one.
    readonly List<int> shown = [];
    readonly List<AdvancedIndex> advanced = [];

    // Where the first index tensor (or a number beside one) stood, in axes of the result; numbers count as tensors here, as in NumPy.
    readonly int position;
    readonly bool isTogether = true;

    internal IndexPlan(Tensor x, ReadOnlySpan<TensorIndex> indices)
    {
        Shape shape = x.Shape;
        region = Region.Whole(shape);
        int left = shape.Rank - Covered(shape, indices), axis = 0, groups = 0;
        bool isInGroup = false;
        foreach (TensorIndex index in indices)
        {
            bool joins = index.Kind is IndexKind.Integer or IndexKind.BehindEnd or IndexKind.Tensor;
            if (joins && !isInGroup && groups++ == 0) position = shown.Count;
            isInGroup = joins;
            switch (index.Kind)
            {
                case IndexKind.NewAxis:
                    shown.Add(-1);
                    break;
                case IndexKind.Ellipsis:
                    for (int i = 0; i < left; i++) shown.Add(axis++);
                    break;
                case IndexKind.Slice:
                    (int start, int count) = index.On(shape.Axes[axis]);
                    region.Take(axis, start, count, index.StepSize);
                    shown.Add(axis++);
                    break;
                case IndexKind.Tensor when IsAdvanced(index):
                    axis = Choose(shape, axis, index.Tensor!);
                    break;
                default:
                    region.Take(axis, Number(index, axis, shape.Axes[axis]), 1, 1);
                    axis++;
                    break;
            }
        }

        while (axis < shape.Rank) shown.Add(axis++);
        isTogether = groups <= 1;
    }

    internal Tensor Read(Tensor x)
    {
        Tensor basic = Ops.Sliced(x, region).Reshape(Lengths());
        return advanced.Count == 0 ? basic : Pick(basic);
    }

    internal void Write(Tensor x, Tensor value)
    {
        if (advanced.Count == 0)
        {
            Tensor target = View(x);
            x.Backend.Copy(Fitted(value, target.Shape).Data, target.Data);
            return;
        }

        // The same index applied to the positions themselves says where each value goes.
        Tensor positions = Read(Tensor.Arange(x.Count).Reshape(x.Shape)).Contiguous();
        Tensor values = Fitted(value.To(x.DType), positions.Shape).Expand(positions.Shape);
        Tensor dense = x.Contiguous();
        x.Backend.Put(dense.Data, positions.Data, values.Data);
        if (dense != x) x.Backend.Copy(dense.Data, x.Data);
    }

    /// <summary>How many axes the entries stand for; throws if there are too many.</summary>
    static int Covered(Shape shape, ReadOnlySpan<TensorIndex> indices)
    {
        int covered = 0, ellipses = 0;
        foreach (TensorIndex index in indices)
        {
            if (index.Kind == IndexKind.Ellipsis) ellipses++;
            else if (index.Kind == IndexKind.Tensor && index.Tensor!.DType == DType.Bool) covered += index.Tensor.Rank;
            else if (index.Kind != IndexKind.NewAxis) covered++;
        }

        if (ellipses > 1) throw new IndexException("An index can hold one Ellipsis only.", "Write .. for one whole axis.");
        return covered <= shape.Rank ? covered : throw new IndexException($"{covered} indices are too many for shape {shape}, which has {shape.Rank} axes.");
    }

    // A scalar tensor of integers is a number.
    static bool IsAdvanced(TensorIndex index) => index.Kind == IndexKind.Tensor && (index.Tensor!.Rank > 0 || index.Tensor.DType == DType.Bool);

    static int Number(TensorIndex index, int axis, int length)
    {
        if (index.Kind == IndexKind.BehindEnd) throw new IndexException($"Index ^0 stands behind the last of the {length} slices of axis {axis}.", "The last is ^1.");
        long number = index.Tensor is { } scalar ? CheckedType(scalar).Item<long>() : index.First ?? 0;
        long from0 = number < 0 ? number + length : number;
        return (ulong)from0 < (ulong)length ? (int)from0 : throw Ops.OutOfRange(number, axis, length);
    }

    static Tensor CheckedType(Tensor index) => index.DType is DType.Int64 or DType.Int32 or DType.UInt8
        ? index
        : throw new DTypeException($"An index tensor must hold integers or truth values; this one holds {index.DType}.", "Convert it: index.To(DType.Int64).");

    // Notes an index tensor; returns the axis behind those that it covers.
    int Choose(Shape shape, int axis, Tensor index)
    {
        if (index.DType != DType.Bool)
        {
            advanced.Add(new AdvancedIndex(shown.Count, 1, shape.Axes[axis], Wrapped(CheckedType(index).To(DType.Int64), axis, shape.Axes[axis])));
            shown.Add(axis);
            return axis + 1;
        }

        var covered = new Shape(shape.Axes.Slice(axis, index.Rank));
        if (index.Shape != covered)
            throw new IndexException($"A mask of shape {index.Shape} cannot choose from axes {axis} … {axis + index.Rank - 1} of shape {shape}, which have {covered}.", "Compare the tensor itself to get a mask that fits.");
        advanced.Add(new AdvancedIndex(shown.Count, Math.Max(index.Rank, 1), index.Count, new Tensor(index.Backend.NonZero(index.Data))));
        if (index.Rank == 0) shown.Add(-1);
        for (int i = 0; i < index.Rank; i++) shown.Add(axis + i);
        return axis + index.Rank;
    }

    // Negative numbers count from the end.
    static Tensor Wrapped(Tensor index, int axis, int length)
    {
        Backends.Backend backend = index.Backend;
        Tensor from0 = Tensor.Where(index < 0, index + length, index);
        backend.CheckIndices(from0.Data, length, $"index on axis {axis} (negative ones count from its end, {length})");
        return from0;
    }

    int[] Lengths()
    {
        var lengths = new int[shown.Count];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = shown[i] < 0 ? 1 : region.Counts[shown[i]];
        return lengths;
    }

    Tensor View(Tensor x)
    {
        Tensor part = region.Of(x);
        var strides = new int[shown.Count];
        for (int i = 0; i < strides.Length; i++) strides[i] = shown[i] < 0 ? 1 : part.Strides[shown[i]];
        return x.View(new Shape(Lengths()), strides, part.Offset);
    }

    // The axes of the index tensors are brought together and joined into one, along which a single list of indices picks.
    Tensor Pick(Tensor basic)
    {
        var order = new List<int>();
        int joined = 1;
        Tensor? indices = null;
        foreach (AdvancedIndex one in advanced)
        {
            for (int i = 0; i < one.Span; i++) order.Add(one.Axis + i);
            indices = indices is null ? one.Indices : (RequireBroadcast(indices, one.Indices) * one.Length) + one.Indices;
            joined *= one.Length; // axes of one shape: within 32 bits
        }

        int at = isTogether ? position : 0;
        if (order[0] != at || order[^1] != at + order.Count - 1)
        {
            int[] all = [.. Enumerable.Range(0, basic.Rank).Where(i => !order.Contains(i))];
            basic = basic.Permute([.. all[..at], .. order, .. all[at..]]);
        }

        ReadOnlySpan<int> axes = basic.Shape.Axes, before = axes[..at], after = axes[(at + order.Count)..];
        Tensor flat = basic.Reshape([.. before, joined, .. after]);
        return flat.IndexSelect(at, indices!.Reshape(indices!.Count)).Reshape([.. before, .. indices!.Shape.Axes, .. after]);
    }

    static Tensor RequireBroadcast(Tensor a, Tensor b)
    {
        try
        {
            Shape.Broadcast(a.Shape, b.Shape);
            return a;
        }
        catch (ShapeException)
        {
            throw new ShapeException($"Index tensors of shapes {a.Shape} and {b.Shape} do not broadcast.", "A mask counts as one list of the indices at which it is true.");
        }
    }

    // NumPy lets values have more axes than the place, if those are of length 1.
    static Tensor Fitted(Tensor value, Shape position)
    {
        int extra = value.Rank - position.Rank;
        if (extra > 0 && !value.Shape.Axes[..extra].ContainsAnyExcept(1)) value = value.Reshape(value.Shape.Axes[extra..]);
        bool fits = value.Rank <= position.Rank;
        for (int i = 1; fits && i <= value.Rank; i++) fits = value.Shape.Axes[^i] == 1 || value.Shape.Axes[^i] == position.Axes[^i];
        return fits ? value : throw new ShapeException($"Values of shape {value.Shape} cannot be written into a part of shape {position}.");
    }

    /// <summary>An index tensor: the axes that it covers, their joined length, and the indices on them.</summary>
    readonly record struct AdvancedIndex(int Axis, int Span, int Length, Tensor Indices);
}
