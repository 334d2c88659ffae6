using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hebb.Tests;

/// <summary>A small HDF5 file, written field by field: superblock version 2, a root group with a link "x", and a contiguous data set at its end.</summary>
static class Hdf5Sample
{
    const int SuperblockSize = 48;

    public static byte[] Contiguous(float[] values, int length = -1, bool compound = false, bool isCyclic = false)
    {
        byte[] x = Header(0, 0);
        byte[] root = Root(SuperblockSize + Root(0).Length);
        int dataAddress = SuperblockSize + root.Length + x.Length;
        x = Header(dataAddress, length < 0 ? values.Length : length);
        byte[] superblock = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A, 2, 8, 8, 0, .. Int64(0), .. Int64(-1), .. Int64(dataAddress + (4 * values.Length)), .. Int64(SuperblockSize), 0, 0, 0, 0];
        return [.. superblock, .. root, .. x, .. MemoryMarshal.AsBytes(values.AsSpan())];

        byte[] Root(int address) => Object([.. Link("x", address), .. isCyclic ? Link("self", SuperblockSize) : []]);

        byte[] Header(int address, int count) => Object(
        [
            .. Message(1, [2, 1, 0, 1, .. Int64(count)]),
            .. Message(3, compound ? [0x15, 0, 0, 0, 4, 0, 0, 0] : [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0]),
            .. Message(8, [3, 1, .. Int64(address), .. Int64(4L * count)]),
        ]);
    }

    static byte[] Link(string name, int address) => Message(6, [1, 0, (byte)name.Length, .. System.Text.Encoding.UTF8.GetBytes(name), .. Int64(address)]);

    static byte[] Object(byte[] messages) => [.. "OHDR"u8, 2, 0, (byte)messages.Length, .. messages, 0, 0, 0, 0];

    static byte[] Message(byte type, byte[] content) => [type, (byte)content.Length, 0, 0, .. content];

    static byte[] Int64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
