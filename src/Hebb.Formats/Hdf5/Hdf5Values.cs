namespace Hebb.Formats;

/// <summary>Reads the values of a data set.</summary>
static class Hdf5Values
{
    /// <summary>Reads numbers into a tensor.</summary>
    /// <param name="set">A data set of numbers.</param>
    /// <param name="shape">The tensor's shape, without the axis of complex parts: the data set's own, or reversed for MATLAB.</param>
    /// <param name="isColumnMajor">Whether the first axis runs fastest.</param>
    /// <param name="stored">How to take the numbers: the data set's own type, or truth values kept as bytes.</param>
    public static Tensor Read(Hdf5DataSet set, Shape shape, bool isColumnMajor, StoredType stored)
    {
        Hdf5File file = set.File;
        Hdf5Layout layout = set.Layout;
        if (layout is { Kind: Hdf5LayoutKind.Contiguous, Address: >= 0 } && set.Size > 0)
        {
            file.Stream.Position = file.Base + layout.Address;
            return StoredValues.Read(file.Stream, stored, set.Type.IsBigEndian, shape, isColumnMajor, file.Source, file.Base + layout.Address);
        }

        return StoredValues.Decode(Bytes(set), stored, set.Type.IsBigEndian, shape, isColumnMajor, file.Source, Math.Max(0, file.Base + layout.Address));
    }

    /// <summary>Reads the values as they are stored, in the order of the axes.</summary>
    public static byte[] Bytes(Hdf5DataSet set)
    {
        Hdf5Layout layout = set.Layout;
        if (layout.Kind == Hdf5LayoutKind.Compact) return layout.Compact![..(int)set.Size];
        if (layout is { Kind: Hdf5LayoutKind.Contiguous, Address: >= 0 } && set.Size > 0) return set.File.Read(layout.Address, set.Size, "the values of a data set");
        if (layout.Kind == Hdf5LayoutKind.Chunked && set.Size > 0) return Chunks(set);
        var bytes = new byte[(int)set.Size];
        FillWith(bytes, set.Fill);
        return bytes;
    }

    static byte[] Chunks(Hdf5DataSet set)
    {
        Hdf5File file = set.File;
        var table = new Hdf5ChunkTable(file, set.Space, set.Layout.Chunk!, set.Type.Size, set.Filters.Deflates);
        Hdf5ChunkIndex.Read(file, set.Layout, !set.Filters.IsEmpty, set.Space, table);

        // Chunks that were never written take no place in the file: they are only a claim.
        if (set.Size - table.Unpacked > file.Limit) throw new UnsupportedPartException($"it takes {set.Size} bytes, but the chunks that were written hold {table.Unpacked}; a file of this size is given {file.Limit} bytes for the rest (TensorFile.UnpackedBytesLimit raises that)");
        var values = new byte[(int)set.Size];
        if (table.Chunks.Count < table.Grid.Aggregate(1L, (count, length) => count * length)) FillWith(values, set.Fill);
        Span<long> origin = stackalloc long[table.Grid.Length];
        byte[]? plain = set.Filters.IsEmpty ? new byte[table.ChunkSize] : null;
        foreach (Hdf5Chunk chunk in table.Chunks)
        {
            table.Origin(chunk.Index, origin);
            if (plain is not null || (set.Layout.LeavesEdgesPlain && ReachesOver(origin, table.Chunk, set.Space.Lengths)))
            {
                byte[] bytes = plain ?? new byte[table.ChunkSize];
                if (chunk.Size < bytes.Length) throw file.Wrong(chunk.Address, $"a chunk of {bytes.Length} bytes was expected; it has {chunk.Size}");
                file.Read(chunk.Address, bytes, "a chunk");
                Copy(bytes, table.Chunk, values, set.Space.Lengths, origin, set.Type.Size);
            }
            else
            {
                byte[] packed = file.Read(chunk.Address, chunk.Size, "a chunk");
                Copy(set.Filters.Undo(file, packed, chunk.Address, chunk.Mask, table.ChunkSize), table.Chunk, values, set.Space.Lengths, origin, set.Type.Size);
            }
        }

        return values;
    }

    static bool ReachesOver(ReadOnlySpan<long> origin, long[] chunk, long[] lengths)
    {
        for (int i = 0; i < chunk.Length; i++)
        {
            if (origin[i] + chunk[i] > lengths[i]) return true;
        }

        return false;
    }

    // Copies the part of a chunk that lies inside the data set, in runs as long as the last axes allow.
    static void Copy(ReadOnlySpan<byte> chunk, long[] chunkLengths, Span<byte> values, long[] lengths, ReadOnlySpan<long> origin, int elementSize)
    {
        int rank = lengths.Length, axis = rank - 1;
        if (rank == 0)
        {
            chunk[..elementSize].CopyTo(values);
            return;
        }

        long inner = 1;
        while (axis > 0 && chunkLengths[axis] == lengths[axis]) inner *= lengths[axis--];
        long run = Math.Min(chunkLengths[axis], lengths[axis] - origin[axis]) * inner * elementSize;
        Span<long> step = stackalloc long[axis + 1];
        step.Clear();
        while (true)
        {
            long from = 0, to = 0;
            for (int i = 0; i <= axis; i++)
            {
                from = (from * chunkLengths[i]) + step[i];
                to = (to * lengths[i]) + origin[i] + step[i];
            }

            chunk.Slice((int)(from * inner * elementSize), (int)run).CopyTo(values[(int)(to * inner * elementSize)..]);
            int moving = axis - 1;
            while (moving >= 0 && (++step[moving] >= chunkLengths[moving] || origin[moving] + step[moving] >= lengths[moving])) step[moving--] = 0;
            if (moving < 0) return;
        }
    }

    static void FillWith(Span<byte> values, ReadOnlySpan<byte> fill)
    {
        if (fill.IsEmpty) return;
        for (int i = 0; i < values.Length; i += fill.Length) fill.CopyTo(values[i..]);
    }
}
