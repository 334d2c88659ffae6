using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>Writes a state dictionary as PyTorch's zip archive: the pickle first, each storage at a multiple of 64 bytes.</summary>
static class PyTorchWriter
{
    const string Folder = "archive";
    const int Alignment = 64;

    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var storages = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
        foreach (Tensor tensor in tensors.Values) storages.TryAdd(tensor, storages.Count);
        var zip = new ZipWriter(stream);
        Add("data.pkl", Pickle(tensors, storages));
        Add("byteorder", "little"u8.ToArray());
        foreach ((Tensor tensor, int key) in storages) zip.Add($"{Folder}/data/{key}", (long)tensor.Count * tensor.DType.ByteSize, content => TensorBytes.Write(content, tensor), alignment: Alignment);
        Add("version", "3\n"u8.ToArray());
        zip.Finish();

        void Add(string name, byte[] bytes) => zip.Add($"{Folder}/{name}", bytes.Length, content => content.Write(bytes), alignment: Alignment);
    }

    // An OrderedDict of calls of _rebuild_tensor_v2, in protocol 2, with the few instructions that weights_only allows.
    static byte[] Pickle(IReadOnlyDictionary<string, Tensor> tensors, Dictionary<Tensor, int> storages)
    {
        using var pickle = new MemoryStream();
        pickle.Write([0x80, 2]);
        Global(pickle, "collections", "OrderedDict");
        pickle.Write(")R("u8);
        foreach ((string name, Tensor tensor) in tensors)
        {
            Text(pickle, name);
            Global(pickle, "torch._utils", "_rebuild_tensor_v2");
            pickle.Write("(("u8);
            Text(pickle, "storage");
            Global(pickle, "torch", TorchType.StorageOf(tensor.DType));
            Text(pickle, storages[tensor].ToString(System.Globalization.CultureInfo.InvariantCulture));
            Text(pickle, "cpu");
            Number(pickle, tensor.Count);
            pickle.Write("tQ"u8);
            Number(pickle, 0);
            Numbers(pickle, tensor.Shape);
            Numbers(pickle, Strides(tensor.Shape));

            // requires_grad is False; the backward hooks are an empty OrderedDict.
            pickle.WriteByte(0x89);
            Global(pickle, "collections", "OrderedDict");
            pickle.Write(")RtR"u8);
        }

        pickle.Write("u."u8);
        return pickle.ToArray();
    }

    static int[] Strides(Shape shape)
    {
        var strides = new int[shape.Rank];
        int step = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    static void Global(MemoryStream pickle, string module, string name) => pickle.Write(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));

    static void Text(MemoryStream pickle, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)'X';
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        pickle.Write(head);
        pickle.Write(bytes);
    }

    static void Number(MemoryStream pickle, int number)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = (byte)'J';
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], number);
        pickle.Write(bytes);
    }

    static void Numbers(MemoryStream pickle, ReadOnlySpan<int> numbers)
    {
        pickle.WriteByte((byte)'(');
        foreach (int number in numbers) Number(pickle, number);
        pickle.WriteByte((byte)'t');
    }
}
