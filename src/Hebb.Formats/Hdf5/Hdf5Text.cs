using System.Text;

namespace Hebb.Formats;

/// <summary>Reads data sets and attributes of text: of a fixed number of bytes, or of any length from a global heap.</summary>
sealed class Hdf5Text(Hdf5File file)
{
    const int ObjectHead = 8;
    readonly Dictionary<long, Dictionary<int, (int Start, int Length)>> heaps = [];
    readonly Dictionary<long, byte[]> contents = [];

    /// <summary>Turns elements into text.</summary>
    /// <param name="type">A type of text.</param>
    /// <param name="bytes">The elements as they are stored.</param>
    public string[] Read(Hdf5Type type, byte[] bytes)
    {
        var texts = new string[bytes.Length / type.Size];
        for (int i = 0; i < texts.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.AsSpan(i * type.Size, type.Size);
            texts[i] = type.Kind == Hdf5Kind.LongText ? Find(new Hdf5Cursor(file, bytes, 0, i * type.Size, (i + 1) * type.Size)) : Trimmed(element, type.Padding);
        }

        return texts;
    }

    static string Trimmed(ReadOnlySpan<byte> text, int padding)
    {
        const int Spaces = 2;
        if (padding == Spaces) return Encoding.UTF8.GetString(text.TrimEnd((byte)' '));
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    string Find(Hdf5Cursor element)
    {
        long length = element.UInt32(), address = element.Pointer();
        int number = (int)Math.Min(element.UInt32(), int.MaxValue);
        if (length == 0 || address <= 0) return string.Empty;
        if (!heaps.TryGetValue(address, out Dictionary<int, (int Start, int Length)>? objects)) objects = Open(address);
        if (!objects.TryGetValue(number, out (int Start, int Length) range)) throw file.Wrong(address, $"the global heap has no object {number}");
        if (length > range.Length) throw file.Wrong(address, $"a text of {length} bytes does not fit into its {range.Length}");
        return Trimmed(contents[address].AsSpan(range.Start, (int)length), 0);
    }

    Dictionary<int, (int Start, int Length)> Open(long address)
    {
        Hdf5Cursor head = file.Open(address, ObjectHead + file.LengthSize, "a global heap");
        head.Mark("GCOL");
        head.Skip(4);
        byte[] bytes = file.Read(address, head.Length(), "a global heap");
        var cursor = new Hdf5Cursor(file, bytes, address);
        cursor.Skip(Math.Min(bytes.Length, ObjectHead + file.LengthSize));
        var objects = new Dictionary<int, (int Start, int Length)>();
        while (cursor.Left >= ObjectHead + file.LengthSize)
        {
            int number = cursor.UInt16();
            cursor.Skip(6);
            long size = cursor.Length();
            if (number == 0) break; // the free space at the end
            if (size > cursor.Left) throw cursor.Wrong($"an object of {size} bytes goes over the end of its global heap");
            objects[number] = (cursor.Position, (int)size);
            cursor.Skip((int)Math.Min(cursor.Left, (size + 7) & ~7L));
        }

        contents.Add(address, bytes);
        heaps.Add(address, objects);
        return objects;
    }
}
