namespace Hebb.Formats;

/// <summary>Finds and reads the superblock, the entry to an HDF5 file. A block of the user's own may stand before it: it is looked for at 0, 512, 1024, 2048 and so on.</summary>
static class Hdf5Superblock
{
    const int FirstUserBlock = 512;

    /// <summary>The eight bytes that it begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Where the signature stands, or -1.</summary>
    public static long Find(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (long offset = 0; offset <= stream.Length - bytes.Length; offset = offset == 0 ? FirstUserBlock : 2 * offset)
        {
            stream.Position = offset;
            stream.ReadExactly(bytes);
            if (bytes.SequenceEqual(Signature)) return offset;
        }

        return -1;
    }

    /// <summary>Reads the superblock into the file's sizes.</summary>
    /// <returns>The address of the root group's header.</returns>
    public static long Read(Hdf5File file)
    {
        const int MaxLength = 128;
        long offset = Find(file.Stream);
        if (offset < 0) throw file.Wrong(0, "the eight bytes 89 'HDF' 0D 0A 1A 0A stand neither at 0 nor at 512, 1024, 2048 …", "This is not an HDF5 file.");
        file.Base = offset;
        Hdf5Cursor cursor = file.OpenHead(0, MaxLength, "the superblock");
        cursor.Skip(Signature.Length);
        int version = cursor.Byte();
        if (version > 3) throw cursor.Wrong($"superblocks of versions 0 to 3 are read; {version} came");
        if (version <= 1) cursor.Skip(4);
        file.AddressSize = Size(cursor, "an address");
        file.LengthSize = Size(cursor, "a length");
        if (version >= 2)
        {
            cursor.Skip(1);
            for (int i = 0; i < 3; i++) cursor.Pointer(); // base, extension, end
            return cursor.Pointer();
        }

        cursor.Skip(9 + (version == 1 ? 4 : 0));
        for (int i = 0; i < 4; i++) cursor.Pointer(); // base, free space, end, driver
        cursor.Pointer(); // the root has no name
        return cursor.Pointer();
    }

    static int Size(Hdf5Cursor cursor, string what)
    {
        int size = cursor.Byte();
        return size is 2 or 4 or 8 ? size : throw cursor.Wrong($"{what} takes 2, 4 or 8 bytes; {size} came");
    }
}
