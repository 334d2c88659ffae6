namespace Hebb.Formats;

/// <summary>A group or a data set: the messages of its header, with the blocks that continue it.</summary>
sealed class Hdf5Object
{
    const int ContinuationTypeSize = 4;
    readonly List<Hdf5Message> messages = [];

    public Hdf5Object(Hdf5File file, long address)
    {
        (File, Address) = (file, address);
        Queue<(long Address, long Length)> blocks = new();
        HashSet<long> seen = [];
        Hdf5Cursor head = file.OpenHead(address, 48, "an object header");
        if (head.Left < 16) throw head.Wrong("an object header takes at least 16 bytes");
        bool isSecond = head.FromStart().Take(4).SequenceEqual("OHDR"u8);
        bool hasOrder = false;
        if (isSecond)
        {
            head.Skip(4);
            int version = head.Byte(), flags = head.Byte();
            if (version != 2) throw head.Wrong($"an object header that begins with OHDR has version 2; {version} came");
            hasOrder = (flags & 4) != 0;
            head.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
            long length = head.Number(1 << (flags & 3));
            Read(file.Open(address + head.Position, length, "an object header"), isSecond, hasOrder, blocks);
        }
        else
        {
            int version = head.Byte();
            if (version != 1) throw file.Wrong(address, $"an object header begins with 'OHDR' or the version 1; {version} came");
            head.Skip(7);
            Read(file.Open(address + 16, head.UInt32(), "an object header"), isSecond, hasOrder, blocks);
        }

        while (blocks.TryDequeue(out (long Address, long Length) block))
        {
            if (!seen.Add(block.Address)) throw file.Wrong(block.Address, "an object header is continued twice by the same block");
            Hdf5Cursor more = file.Open(block.Address, block.Length, "the continuation of an object header");
            if (isSecond)
            {
                more.Mark("OCHK");
                more = more.Part(Math.Max(0, more.Left - ContinuationTypeSize)); // a checksum ends it
            }

            Read(more, isSecond, hasOrder, blocks);
        }
    }

    public Hdf5File File { get; }

    public long Address { get; }

    public IReadOnlyList<Hdf5Message> Messages => messages;

    public bool IsDataSet => Find(Hdf5Message.Layout) is not null;

    public bool IsGroup => !IsDataSet && messages.Exists(m => m.Type is Hdf5Message.SymbolTable or Hdf5Message.LinkInfo or Hdf5Message.Link or Hdf5Message.GroupInfo);

    /// <summary>The first message of a type, or null.</summary>
    public Hdf5Message? Find(int type) => messages.Find(m => m.Type == type);

    void Read(Hdf5Cursor cursor, bool isSecond, bool hasOrder, Queue<(long Address, long Length)> blocks)
    {
        int prefix = isSecond ? (hasOrder ? 6 : 4) : 8;
        while (cursor.Left >= prefix)
        {
            int type = isSecond ? cursor.Byte() : cursor.UInt16();
            int size = cursor.UInt16();
            int flags = cursor.Byte();
            cursor.Skip(isSecond ? (hasOrder ? 2 : 0) : 3);
            Hdf5Cursor content = cursor.Part(size);
            if (type == Hdf5Message.Continuation) blocks.Enqueue((content.Pointer(), content.Length()));
            else if (type != 0) messages.Add(new Hdf5Message(type, (flags & 2) != 0, content));
        }
    }
}
