namespace Hebb.Formats;

/// <summary>How many elements a data set or an attribute has.</summary>
/// <param name="Lengths">The axes; none for a scalar.</param>
/// <param name="Max">How far each axis may grow; <see cref="long.MaxValue"/> without limit.</param>
/// <param name="IsNull">Whether there is no element at all, not even one.</param>
sealed record Hdf5Space(long[] Lengths, long[] Max, bool IsNull)
{
    const int MaxAxes = 32;

    /// <summary>The number of elements, or -1 if a tensor cannot have as many.</summary>
    public long Count
    {
        get
        {
            if (IsNull) return 0;
            long count = 1, reach = 1;
            foreach (long length in Lengths)
            {
                if (length > int.MaxValue || reach * Math.Max(1, length) > int.MaxValue) return -1;
                count *= length;
                reach *= Math.Max(1, length);
            }

            return count;
        }
    }

    /// <summary>Reads a dataspace message.</summary>
    public static Hdf5Space Read(Hdf5Cursor cursor)
    {
        const int NullType = 2;
        int version = cursor.Byte(), rank = cursor.Byte(), flags = cursor.Byte();
        if (version is not (1 or 2)) throw cursor.Wrong($"dataspaces of versions 1 and 2 are read; {version} came");
        if (rank > MaxAxes) throw cursor.Wrong($"a dataspace has up to {MaxAxes} axes; {rank} came");
        bool isNull = cursor.Byte() == NullType && version == 2;
        if (version == 1) cursor.Skip(4);
        var lengths = new long[rank];
        for (int i = 0; i < rank; i++) lengths[i] = cursor.Length();
        long[] max = [.. lengths];
        for (int i = 0; (flags & 1) != 0 && i < rank; i++)
        {
            max[i] = cursor.Pointer() is var value and >= 0 ? value : long.MaxValue;
        }

        return new Hdf5Space(lengths, max, isNull);
    }
}
