namespace Hebb.Formats;

/// <summary>
/// Access to an HDF5 file by its own addresses. Every read is checked against the file's end and paid from a budget that grows with the file, so that structures
/// which point at each other in circles end in an error, not in an endless loop.
/// </summary>
sealed class Hdf5File(Stream stream, string source)
{
    const int ReadFee = 256;
    const int BudgetFactor = 16;
    const long BudgetFloor = 64L << 20;

    readonly long length = stream.Length;
    long budget = (BudgetFactor * stream.Length) + BudgetFloor;

    /// <summary>What error messages call the file.</summary>
    public string Source => source;

    /// <summary>The file itself.</summary>
    public Stream Stream => stream;

    /// <summary>Where the superblock stands: what addresses count from.</summary>
    public long Base { get; set; }

    /// <summary>The bytes of an address.</summary>
    public int AddressSize { get; set; } = 8;

    /// <summary>The bytes of a length.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>The bytes that one data set may take by what its header says.</summary>
    public long Limit { get; } = MemoryLimit.Of(stream.Length);

    /// <summary>The bytes that one data set may take whose chunks are compressed.</summary>
    public long UnpackedLimit { get; } = UnpackedSize.Limit(stream.Length, stream.Length);

    /// <summary>How long the file is.</summary>
    public long FileLength => length;

    /// <summary>Fills the budget again, before the next data set is read.</summary>
    public void RenewBudget() => budget = (BudgetFactor * length) + BudgetFloor;

    /// <summary>Whether a range lies inside the file.</summary>
    public bool Holds(long address, long count) => address >= 0 && count >= 0 && count <= length - Base && address <= length - Base - count;

    /// <summary>Reads a range that must lie inside the file.</summary>
    public byte[] Read(long address, long count, string what)
    {
        Check(address, count, what);
        if (count > Array.MaxLength) throw Wrong(address, $"{what} of {count} bytes is longer than 2 GB");
        Pay(address, count);
        var bytes = new byte[(int)count];
        stream.Position = Base + address;
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads a range that must lie inside the file into memory that is there.</summary>
    public void Read(long address, Span<byte> bytes, string what)
    {
        Check(address, bytes.Length, what);
        Pay(address, bytes.Length);
        stream.Position = Base + address;
        stream.ReadExactly(bytes);
    }

    /// <summary>A cursor over a range that must lie inside the file.</summary>
    public Hdf5Cursor Open(long address, long count, string what) => new(this, Read(address, count, what), address);

    /// <summary>A cursor over a range that the file's end may cut.</summary>
    public Hdf5Cursor OpenHead(long address, int max, string what)
    {
        if (!Holds(address, 1)) throw Wrong(address, $"{what} should stand here, but the file ends at byte {length}", "The file is cut short or damaged.");
        return Open(address, Math.Min(max, length - Base - address), what);
    }

    /// <summary>Refuses a range that is not inside the file.</summary>
    public void Check(long address, long count, string what)
    {
        if (!Holds(address, count)) throw Wrong(address, $"{what} should take {count} bytes here, but the file ends at byte {length}", "The file is cut short or damaged.");
    }

    /// <summary>An error at an address.</summary>
    public FormatErrorException Wrong(long address, string problem, string? help = null) => new(source, Math.Max(0, Base + address), problem, help ?? "The file is damaged, or not an HDF5 file.");

    void Pay(long address, long count)
    {
        budget -= count + ReadFee;
        if (budget < 0) throw Wrong(address, "the file's structures lead to the same bytes again and again, or to far more of them than the file holds");
    }
}
