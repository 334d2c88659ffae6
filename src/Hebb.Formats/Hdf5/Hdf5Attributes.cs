using System.Text;

namespace Hebb.Formats;

/// <summary>Reads attributes that stand in an object's header.</summary>
static class Hdf5Attributes
{
    /// <summary>The text of an attribute, or null if there is none of that name or it is no text.</summary>
    public static string? Text(Hdf5Object header, string name) =>
        Find(header, name) is var (type, _, bytes) && type.Kind is Hdf5Kind.Text or Hdf5Kind.LongText && bytes.Length >= type.Size
            ? new Hdf5Text(header.File).Read(type, bytes[..type.Size])[0]
            : null;

    /// <summary>The whole number of an attribute, or null if there is none of that name or it is no whole number.</summary>
    public static long? Number(Hdf5Object header, string name)
    {
        if (Find(header, name) is not var (type, _, bytes) || type.Kind != Hdf5Kind.Number || bytes.Length < type.Size) return null;
        if (type.Stored is StoredType.Float16 or StoredType.BFloat16 or StoredType.Float32 or StoredType.Float64 || type.Stored.IsComplex) return null;
        byte[] element = bytes[..type.Size];
        if (type.IsBigEndian) Array.Reverse(element);
        return new Hdf5Cursor(header.File, element, header.Address).Number(type.Size);
    }

    static (Hdf5Type Type, Hdf5Space Space, byte[] Bytes)? Find(Hdf5Object header, string name)
    {
        foreach (Hdf5Message message in header.Messages)
        {
            if (message.Type != Hdf5Message.Attribute || message.IsShared) continue;
            Hdf5Cursor cursor = message.Open();
            int version = cursor.Byte(), flags = cursor.Byte();
            if (version is 0 or > 3) throw cursor.Wrong($"attributes of versions 1 to 3 are read; {version} came");
            int nameSize = cursor.UInt16(), typeSize = cursor.UInt16(), spaceSize = cursor.UInt16();
            if (version == 3) cursor.Skip(1);
            string found = Encoding.UTF8.GetString(Block(cursor, nameSize).Take(nameSize)).TrimEnd('\0');
            if (!string.Equals(found, name, StringComparison.Ordinal)) continue;
            Hdf5Cursor typeBlock = Block(cursor, typeSize), spaceBlock = Block(cursor, spaceSize);
            Hdf5Type type;
            try
            {
                type = version > 1 && (flags & 1) != 0 ? Hdf5DataSet.SharedType(typeBlock, 0) : Hdf5Type.Read(typeBlock);
            }
            catch (UnsupportedPartException)
            {
                return null;
            }

            Hdf5Space space = Hdf5Space.Read(spaceBlock);
            long size = space.Count * type.Size;
            return size < 0 || size > cursor.Left ? throw cursor.Wrong($"the attribute '{name}' goes over the end of its message") : (type, space, cursor.Take((int)size).ToArray());

            // Only the first version fills its blocks up to multiples of 8.
            Hdf5Cursor Block(Hdf5Cursor from, int length)
            {
                Hdf5Cursor block = from.Part(length);
                if (version == 1) from.Skip(-length & 7);
                return block;
            }
        }

        return null;
    }
}
