namespace Hebb.Formats;

/// <summary>An open table of numbers. Its shape is known only when all of it has been read, so it is read when it is opened.</summary>
sealed class CsvSource : TensorSource
{
    readonly FileStream stream;
    readonly Tensor[] tensors;

    public CsvSource(FileStream stream, string source)
    {
        this.stream = stream;
        (Tensor? labels, Tensor data) = CsvReader.Read(stream, source, labelColumn: 0, separator: null);
        tensors = [labels!, data];
        Entries = [new TensorEntry("labels", StoredTypes.Of(labels!.DType), labels.Shape), new TensorEntry("data", StoredTypes.Of(data.DType), data.Shape)];
    }

    public override string Format => PixelCsv.Format.Name;

    public override IReadOnlyList<TensorEntry> Entries { get; }

    public override Tensor Load(int index) => tensors[index];

    public override void Dispose() => stream.Dispose();
}
