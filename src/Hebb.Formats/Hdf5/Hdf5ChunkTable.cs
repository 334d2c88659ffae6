namespace Hebb.Formats;

/// <summary>One chunk: where it stands, how many bytes it takes there, and its place in the grid of chunks.</summary>
readonly record struct Hdf5Chunk(long Address, long Size, uint Mask, long Index);

/// <summary>
/// The chunks of a data set that were written. A chunk outside the data set's present lengths is left out (the data set was cut after it was written); the same
/// place twice is refused, so no file can make its reader unpack more than the data set holds.
/// </summary>
sealed class Hdf5ChunkTable
{
    readonly Hdf5File file;
    readonly HashSet<long> taken = [];
    readonly List<Hdf5Chunk> chunks = [];
    readonly int deflates;
    readonly long limit;
    long unpacked;

    public Hdf5ChunkTable(Hdf5File file, Hdf5Space space, long[] chunk, int elementSize, int deflates)
    {
        this.file = file;
        this.deflates = deflates;
        limit = deflates > 0 ? file.UnpackedLimit : file.Limit;
        Chunk = chunk;
        Grid = new long[chunk.Length];
        MaxGrid = new long[chunk.Length];
        long size = elementSize;
        for (int i = 0; i < chunk.Length; i++)
        {
            Grid[i] = (space.Lengths[i] + chunk[i] - 1) / chunk[i];
            MaxGrid[i] = space.Max[i] == long.MaxValue ? long.MaxValue : ((space.Max[i] - 1) / chunk[i]) + 1;
            size = Math.Min(size * chunk[i], long.MaxValue >> 32);
        }

        if (size > Math.Min(limit, Array.MaxLength - 1024)) throw new UnsupportedPartException($"its chunks of {size} bytes take more memory than a file of this size is given ({limit} bytes; TensorFile.UnpackedBytesLimit raises that)");
        ChunkSize = (int)size;
    }

    /// <summary>The lengths of a chunk.</summary>
    public long[] Chunk { get; }

    /// <summary>The bytes of a chunk without filters.</summary>
    public int ChunkSize { get; }

    /// <summary>How many chunks there are along each axis.</summary>
    public long[] Grid { get; }

    /// <summary>How many chunks there may be along each axis; <see cref="long.MaxValue"/> without limit.</summary>
    public long[] MaxGrid { get; }

    /// <summary>The chunks found.</summary>
    public IReadOnlyList<Hdf5Chunk> Chunks => chunks;

    /// <summary>The bytes that the chunks unpack to, those over the edges of the data set with them.</summary>
    public long Unpacked => unpacked;

    /// <summary>Adds a chunk by its place along each axis, counted in chunks.</summary>
    public void Add(ReadOnlySpan<long> coordinates, long address, long size, uint mask)
    {
        if (address < 0) return;
        long linear = 0;
        for (int i = 0; i < Grid.Length; i++)
        {
            if (coordinates[i] < 0 || coordinates[i] >= Grid[i]) return;
            linear = (linear * Grid[i]) + coordinates[i];
        }

        if (!taken.Add(linear)) throw file.Wrong(address, "a data set has two chunks for the same place");
        file.Check(address, size, "a chunk");
        unpacked += ChunkSize;
        if (unpacked > 2 * limit) throw file.Wrong(address, $"the chunks of a data set unpack to more than {2 * limit} bytes, which is too much for a file of this size");
        if (deflates == 1 && ChunkSize > UnpackedSize.Max(size)) throw file.Wrong(address, $"a chunk of {ChunkSize} bytes cannot be packed into {size}: deflate packs at most 1032 to 1");
        chunks.Add(new Hdf5Chunk(address, size, mask, linear));
    }

    /// <summary>Adds a chunk by its number, counted over the grid that the data set may grow to.</summary>
    /// <param name="number">The number.</param>
    /// <param name="first">The axis that comes first in the counting: the one that grows.</param>
    /// <param name="address">Where the chunk stands.</param>
    /// <param name="size">The bytes it takes there.</param>
    /// <param name="mask">The filters that were left out.</param>
    public void Add(long number, int first, long address, long size, uint mask)
    {
        Span<long> coordinates = stackalloc long[Grid.Length];
        for (int i = Grid.Length - 1; i >= 0; i--)
        {
            if (i == first) continue;
            coordinates[i] = number % MaxGrid[i];
            number /= MaxGrid[i];
        }

        if (Grid.Length > 0) coordinates[first] = number;
        Add(coordinates, address, size, mask);
    }

    /// <summary>Where a chunk begins along each axis, in elements.</summary>
    public void Origin(long index, Span<long> origin)
    {
        for (int i = Grid.Length - 1; i >= 0; i--)
        {
            origin[i] = index % Grid[i] * Chunk[i];
            index /= Grid[i];
        }
    }
}
