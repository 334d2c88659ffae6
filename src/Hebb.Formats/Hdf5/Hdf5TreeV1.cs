namespace Hebb.Formats;

/// <summary>The nodes of a B-tree of version 1.</summary>
static class Hdf5TreeV1
{
    /// <summary>Opens a node.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Where it stands.</param>
    /// <param name="type">0 for groups, 1 for chunks.</param>
    /// <param name="level">The level that it must have, one below its parent's; -1 for the root, which may have any.</param>
    /// <param name="keySize">The bytes of a key.</param>
    /// <returns>Its level, its keys and children in turn, and the number of children.</returns>
    public static (int Level, Hdf5Cursor Entries, int Count) Node(Hdf5File file, long address, int type, int level, int keySize)
    {
        Hdf5Cursor head = file.Open(address, 8 + (2 * file.AddressSize), "a B-tree node");
        head.Mark("TREE");
        int foundType = head.Byte(), foundLevel = head.Byte(), count = head.UInt16();
        if (foundType != type) throw head.Wrong($"a B-tree of type {type} was expected; type {foundType} came");
        if (level >= 0 && foundLevel != level) throw head.Wrong($"a B-tree node of level {level} was expected; level {foundLevel} came");
        return (foundLevel, file.Open(address + 8 + (2 * file.AddressSize), (long)count * (keySize + file.AddressSize), "the children of a B-tree node"), count);
    }
}
