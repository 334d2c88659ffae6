using System.Numerics;
using System.Numerics.Tensors;

namespace Hebb.Backends.Cpu;

/// <content>Reading and writing by index.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Gather(TensorData x, int axis, TensorData index)
    {
        x = Dense(x);
        index = Dense(index);
        TensorData y = TensorData.Allocate(index.Shape, x.DType, Instance);
        switch (x.DType.ByteSize)
        {
            case 8: Gather<double>(x, axis, index, y); break;
            case 4: Gather<float>(x, axis, index, y); break;
            case 2: Gather<ushort>(x, axis, index, y); break;
            default: Gather<byte>(x, axis, index, y); break;
        }

        return y;
    }

    internal override void ScatterAdd(TensorData y, int axis, TensorData index, TensorData source)
    {
        index = Dense(index);
        switch (y.DType)
        {
            case DType.Float32: ScatterAdd<float>(y, axis, index, source); break;
            case DType.Float64: ScatterAdd<double>(y, axis, index, source); break;
            case DType.Int64: ScatterAdd<long>(y, axis, index, source); break;
            case DType.Int32: ScatterAdd<int>(y, axis, index, source); break;
            default: throw Unsupported("ScatterAdd", y.DType);
        }
    }

    internal override TensorData IndexSelect(TensorData x, int axis, TensorData index)
    {
        x = Dense(x);
        index = Dense(index);
        TensorData y = TensorData.Allocate(x.Shape.With(axis, index.Count), x.DType, Instance);
        (int outer, int length, int inner) = Around(x.Shape, axis);
        int size = x.DType.ByteSize, slice = inner * size;
        using var xs = new Lease<byte>(x.Storage, x.Offset * size);
        using var ns = index.Open<long>();
        using var ys = y.Open<byte>();
        Span<byte> from = xs.Span(x.Count * size), to = ys.Span(y.Count * size);
        Span<long> indices = ns.Span(index.Count);
        for (int o = 0; o < outer; o++)
        {
            for (int j = 0; j < indices.Length; j++)
                from.Slice(((o * length) + (int)indices[j]) * slice, slice).CopyTo(to.Slice(((o * indices.Length) + j) * slice, slice));
        }

        return y;
    }

    internal override void IndexAdd(TensorData y, int axis, TensorData index, TensorData source)
    {
        index = Dense(index);
        source = Dense(source);
        switch (y.DType)
        {
            case DType.Float32: IndexAdd<float>(y, axis, index, source); break;
            case DType.Float64: IndexAdd<double>(y, axis, index, source); break;
            case DType.Int64: IndexAdd<long>(y, axis, index, source); break;
            case DType.Int32: IndexAdd<int>(y, axis, index, source); break;
            default: throw Unsupported("IndexAdd", y.DType);
        }
    }

    internal override void Put(TensorData y, TensorData positions, TensorData source)
    {
        positions = Dense(positions);
        source = Dense(source);
        int size = y.DType.ByteSize;
        using var ys = new Lease<byte>(y.Storage, y.Offset * size);
        using var ps = positions.Open<long>();
        using var ss = new Lease<byte>(source.Storage, source.Offset * size);
        Span<byte> to = ys.Span(y.Count * size), from = ss.Span(source.Count * size);
        Span<long> indices = ps.Span(positions.Count);
        for (int i = 0; i < indices.Length; i++) from.Slice(i * size, size).CopyTo(to[((int)indices[i] * size)..]);
    }

    internal override TensorData NonZero(TensorData mask)
    {
        mask = Dense(mask);
        using var ms = mask.Open<byte>();
        Span<byte> bits = ms.Span(mask.Count);
        TensorData y = TensorData.Allocate(bits.Length - bits.Count((byte)0), DType.Int64, Instance);
        using var ys = y.Open<long>();
        Span<long> indices = ys.Span(y.Count);
        int found = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i] != 0) indices[found++] = i;
        }

        return y;
    }

    internal override void CheckIndices(TensorData index, int length, string what)
    {
        index = Dense(index);
        int at = FirstOutside(index, length);
        if (at < 0) return;
        using var ns = index.Open<long>();
        long position = ns.Span(index.Count)[at];
        throw new IndexException($"Element {at} of the indices is {position}, which is no {what}: they run from 0 to {length - 1}.", position == length ? "Do they count from 1? Subtract 1." : null);
    }

    internal override int FirstOutside(TensorData index, int length)
    {
        index = Dense(index);
        using var ns = index.Open<long>();
        Span<long> indices = ns.Span(index.Count);
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)length) return i;
        }

        return -1;
    }

    static void Gather<T>(TensorData x, int axis, TensorData index, TensorData y)
        where T : unmanaged
    {
        using var xs = x.Open<T>();
        using var ns = index.Open<long>();
        using var ys = y.Open<T>();
        Span<T> from = xs.Span(x.Count), to = ys.Span(y.Count);
        Span<long> indices = ns.Span(index.Count);
        var walk = new IndexWalk(x.Shape, axis, index.Shape, stackalloc int[index.Rank]);
        for (int i = 0; i < to.Length; i++, walk.Next()) to[i] = from[walk.Base + ((int)indices[i] * walk.Step)];
    }

    void ScatterAdd<T>(TensorData y, int axis, TensorData index, TensorData source)
        where T : unmanaged, INumber<T>
    {
        TensorData part = source.Shape == index.Shape ? Dense(source) : Dense(source.View(index.Shape, source.Strides.ToArray(), source.Offset));
        using var ys = y.Open<T>();
        using var ns = index.Open<long>();
        using var ss = part.Open<T>();
        Span<T> to = ys.Span(y.Count), from = ss.Span(part.Count);
        Span<long> indices = ns.Span(index.Count);
        var walk = new IndexWalk(y.Shape, axis, index.Shape, stackalloc int[index.Rank]);
        for (int i = 0; i < from.Length; i++, walk.Next()) to[walk.Base + ((int)indices[i] * walk.Step)] += from[i];
    }

    static void IndexAdd<T>(TensorData y, int axis, TensorData index, TensorData source)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(y.Shape, axis);
        using var ys = y.Open<T>();
        using var ns = index.Open<long>();
        using var ss = source.Open<T>();
        Span<long> indices = ns.Span(index.Count);
        fixed (T* to = ys, from = ss)
        {
            for (int o = 0; o < outer; o++)
            {
                for (int j = 0; j < indices.Length; j++)
                {
                    var target = new Span<T>(to + ((nint)((o * length) + (int)indices[j]) * inner), inner);
                    TensorPrimitives.Add(target, new ReadOnlySpan<T>(from + ((nint)((o * indices.Length) + j) * inner), inner), target);
                }
            }
        }
    }

    /// <summary>Walks an index tensor in row-major order and knows where its indices lie in a contiguous target of another shape.</summary>
    ref struct IndexWalk
    {
        readonly ReadOnlySpan<int> lengths;
        readonly int[] strides;
        readonly int axis;
        readonly Span<int> position;

        public IndexWalk(Shape target, int axis, Shape index, Span<int> position)
        {
            lengths = index.Axes;
            strides = target.ContiguousStrides();
            this.axis = axis;
            this.position = position;
            position.Clear();
            Step = strides[axis];
        }

        public readonly int Step { get; }

        public int Base { get; private set; }

        public void Next()
        {
            for (int i = position.Length - 1; i >= 0; i--)
            {
                position[i]++;
                if (i != axis) Base += strides[i];
                if (position[i] < lengths[i]) return;
                if (i != axis) Base -= strides[i] * lengths[i];
                position[i] = 0;
            }
        }
    }
}
