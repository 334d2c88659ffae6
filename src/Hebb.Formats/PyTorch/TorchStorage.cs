namespace Hebb.Formats;

/// <summary>The bytes of a storage, which tensors share. One that several tensors view is read once and kept; otherwise each tensor reads its part.</summary>
/// <param name="open">Opens the storage's bytes, from its first on.</param>
/// <param name="offset">Where it begins in the file.</param>
/// <param name="length">How many bytes it has.</param>
/// <param name="isBigEndian">Whether its values have the most significant byte first.</param>
sealed class TorchStorage(Func<TorchStorage, Stream> open, long offset, long length, bool isBigEndian)
{
    byte[]? kept;

    /// <summary>How many bytes it has.</summary>
    public long Length => length;

    /// <summary>Where it begins in the file; in old files known only after the pickle was read.</summary>
    public long Offset { get; set; } = offset;

    /// <summary>Whether its values have the most significant byte first.</summary>
    public bool IsBigEndian => isBigEndian;

    /// <summary>How many tensors view it.</summary>
    public int Views { get; set; }

    /// <summary>Opens a part of it.</summary>
    /// <param name="from">The first byte.</param>
    /// <param name="count">How many; they are there.</param>
    public Stream Open(long from, long count)
    {
        if (kept is not null) return new MemoryStream(kept, (int)from, (int)count, writable: false);
        Stream whole = open(this);
        if (Views <= 1 && whole.CanSeek)
        {
            whole.Position = from;
            return whole;
        }

        using (whole)
        {
            var bytes = new byte[length];
            whole.ReadExactly(bytes);
            kept = bytes;
        }

        return new MemoryStream(kept, (int)from, (int)count, writable: false);
    }
}

/// <summary>A storage as a pickle refers to it: with a type, and beginning at one of its elements.</summary>
/// <param name="Storage">The bytes.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="Start">The first element's place in the storage, in elements.</param>
/// <param name="Count">How many elements there are from there on.</param>
sealed record TorchStorageView(TorchStorage Storage, StoredType Type, long Start, long Count);
