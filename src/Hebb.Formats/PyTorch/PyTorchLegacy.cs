using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>
/// A PyTorch file as versions before 1.6 wrote them: five pickles (a magic number, the protocol, the machine, the value, the keys of the storages), then each storage's
/// number of elements and its bytes, little-endian. The tar archives from before version 0.1.10 are not read.
/// </summary>
sealed class PyTorchLegacy : TorchPickleResolver
{
    const int Protocol = 1001;

    readonly FileStream stream;
    readonly string path;
    readonly ReadingBudget budget;
    readonly Dictionary<string, (TorchStorage Storage, int Size)> storages = new(StringComparer.Ordinal);

    PyTorchLegacy(FileStream stream, string path)
    {
        this.stream = stream;
        this.path = path;
        budget = new ReadingBudget(path, stream.Length);
    }

    /// <summary>Whether a file begins with the pickled magic number.</summary>
    public static bool Matches(FileHead head)
    {
        const byte ProtocolMark = 0x80, LastProtocol = 5, FrameMark = 0x95;
        if (head.Has("L119547037146038801333356L\n."u8)) return true; // protocols 0 and 1
        if (head.Bytes.Length < 2 || head.Bytes[0] != ProtocolMark || head.Bytes[1] > LastProtocol) return false;
        int at = head.Has([FrameMark], 2) ? 2 + 1 + sizeof(long) : 2;
        return head.Has([0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'], at);
    }

    /// <summary>Reads a file's pickles and finds its storages.</summary>
    public static PickleContent Read(FileStream stream, string path)
    {
        var file = new PyTorchLegacy(stream, path);
        var input = new PickleInput(stream, 0, stream.Length, path);
        file.Value(input);
        if (file.Value(input) is not (long)Protocol) throw input.Wrong($"protocol {Protocol} of PyTorch's old files is read; another came");
        file.Value(input);
        object? root = file.Value(input);
        object? keys = file.Value(input);
        file.FindStorages(keys as List<object?> ?? throw input.Wrong("the list of the storages' keys is not there"), input.Offset);
        return new PickleContent(root, file.budget, path);
    }

    /// <inheritdoc/>
    protected override TorchStorage Storage(string key, long length, int size, PickleMachine machine)
    {
        if (!storages.TryGetValue(key, out (TorchStorage Storage, int Size) known))
        {
            if (length > stream.Length) throw machine.Wrong($"storage '{key}' is said to take {length} bytes; the file has {stream.Length}", "It is cut short: download or copy it again.");
            known = (new TorchStorage(storage => new WindowStream(stream, storage.Offset, storage.Length), -1, length, isBigEndian: false), size);
            storages.Add(key, known);
        }

        return length <= known.Storage.Length ? known.Storage : throw machine.Wrong($"storage '{key}' is named with {known.Storage.Length} bytes, and later with {length}");
    }

    // The storages stand one after the other, so that each must have a length.
    protected override void PassOver(string key, long count, string type, PickleMachine machine)
    {
        int size = type switch
        {
            "torch.QInt8Storage" or "torch.QUInt8Storage" => 1,
            "torch.QInt32Storage" => 4,
            _ => throw machine.Wrong($"storage '{key}' has the type {type}, whose values are of an unknown size: what stands behind it cannot be found"),
        };
        Storage(key, count * size, size, machine);
    }

    object? Value(PickleInput input) => new PickleMachine(input, this, budget, path).Run();

    void FindStorages(List<object?> keys, long at)
    {
        Span<byte> count = stackalloc byte[8];
        foreach (object? item in keys)
        {
            string key = item as string ?? (item is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : string.Empty);
            if (!storages.TryGetValue(key, out (TorchStorage Storage, int Size) known) || known.Storage.Offset >= 0) throw Wrong(at, $"the file has a storage '{(key.Length > 40 ? key[..40] : key)}' that no tensor names, or has it twice");
            stream.Position = at;
            if (stream.ReadAtLeast(count, 8, throwOnEndOfStream: false) < 8) throw Wrong(at, "the file ends before the last storage", "It is cut short: download or copy it again.");
            at += 8;
            long elements = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (elements < 0 || elements > known.Storage.Length || elements * known.Size != known.Storage.Length) throw Wrong(at - 8, $"storage '{key}' is said to have {elements} elements here, but {known.Storage.Length / known.Size} in the pickle");
            if (known.Storage.Length > stream.Length - at) throw Wrong(at, $"storage '{key}' takes {known.Storage.Length} bytes; {stream.Length - at} are left", "The file is cut short: download or copy it again.");
            known.Storage.Offset = at;
            at += known.Storage.Length;
        }

        foreach ((string key, (TorchStorage storage, _)) in storages)
        {
            if (storage.Offset < 0) throw Wrong(at, $"storage '{key}' is not in the file");
        }
    }

    FormatErrorException Wrong(long offset, string problem, string? help = null) => new(path, offset, problem, help ?? "The file is damaged.");
}
