namespace Hebb.Formats;

/// <summary>An open IDX file: one tensor, called "data".</summary>
sealed class IdxSource : TensorSource
{
    readonly FileStream stream;
    readonly IdxReader reader;

    public IdxSource(FileStream stream, string source)
    {
        this.stream = stream;
        stream.Position = 0;
        reader = new IdxReader(stream, source);
        IdxHeader header = reader.ReadHeader();
        Entries = [new TensorEntry("data", header.Type, header.Shape)];
    }

    public override string Format => Idx.Format.Name;

    public override IReadOnlyList<TensorEntry> Entries { get; }

    public override Tensor Load(int index) => reader.Read();

    public override void Dispose() => stream.Dispose();
}
