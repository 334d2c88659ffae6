namespace Hebb.Formats;

/// <summary>An open CIFAR batch. The labels are read when it is opened, because they tell whether it is one.</summary>
sealed class CifarSource : TensorSource
{
    const int BlockRecords = 256;

    readonly FileStream stream;
    readonly CifarRecord record;
    readonly byte[][] labels;
    readonly int count;

    public CifarSource(FileStream stream, string source)
    {
        this.stream = stream;
        stream.Position = 0;
        FileHead head = FileHead.Of(stream, source);
        record = CifarRecord.Of(head) ?? throw new FormatErrorException(
            source, 0, $"a CIFAR batch consists of records of 3073 bytes with a label from 0 to 9, or of 3074 bytes with labels from 0 to 19 and 0 to 99; this file has {head.Length} bytes, or other first labels",
            "The file is cut short, or no CIFAR batch.");
        long records = head.Length / record.Size;
        if (records * CifarRecord.Pixels > int.MaxValue) throw new FormatErrorException(source, 0, $"{records} images are more than one tensor can hold (2^31 - 1 bytes)");
        count = (int)records;
        labels = [.. record.Names.Select(_ => new byte[count])];
        Span<byte> found = stackalloc byte[2];
        for (int i = 0; i < count; i++)
        {
            long offset = (long)i * record.Size;
            if (RandomAccess.Read(stream.SafeFileHandle, found[..record.Labels], offset) < record.Labels) throw new EndOfStreamException($"{source} became shorter while it was read.");
            for (int label = 0; label < record.Labels; label++)
            {
                if (found[label] >= record.Classes[label])
                    throw new FormatErrorException(source, offset + label, $"record {i} should begin with a label from 0 to {record.Classes[label] - 1}; {found[label]} came", "The file is damaged, or no CIFAR batch.");
                labels[label][i] = found[label];
            }
        }

        Entries = [.. record.Names.Select(name => new TensorEntry(name, StoredType.UInt8, [count])), new TensorEntry("data", StoredType.UInt8, [count, CifarRecord.Pixels])];
    }

    public override string Format => Cifar.Format.Name;

    public override IReadOnlyList<TensorEntry> Entries { get; }

    public override Tensor Load(int index)
    {
        if (index < labels.Length) return Tensor.From(labels[index], [count]).Keep();

        // Lent spans keep the buffer out of memory scopes: what was loaded lives as long as it is reachable.
        Tensor x = Tensor.Zeros([count, CifarRecord.Pixels], DType.UInt8);
        Span<byte> pixels = x.AsSpan<byte>();
        var block = new byte[BlockRecords * record.Size];
        stream.Position = 0;
        for (int first = 0; first < count; first += BlockRecords)
        {
            int records = Math.Min(BlockRecords, count - first);
            stream.ReadExactly(block.AsSpan(0, records * record.Size));
            for (int i = 0; i < records; i++) block.AsSpan((i * record.Size) + record.Labels, CifarRecord.Pixels).CopyTo(pixels[((first + i) * CifarRecord.Pixels)..]);
        }

        return x;
    }

    public override void Dispose() => stream.Dispose();
}
