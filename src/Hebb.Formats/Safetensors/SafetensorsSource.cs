using System.IO.MemoryMappedFiles;

namespace Hebb.Formats;

/// <summary>A safetensors file as <see cref="TensorFile"/> shows it: its header is read when it is opened, and values come out of the mapped file when they are asked for.</summary>
sealed class SafetensorsSource : TensorSource
{
    readonly FileStream stream;
    readonly string path;
    readonly List<SafetensorsEntry> entries;
    readonly long dataStart;
    MemoryMappedFile? map;

    public SafetensorsSource(FileStream stream, string path)
    {
        this.stream = stream;
        this.path = path;
        (List<SafetensorsEntry> all, Dictionary<string, string> metadata, dataStart) = SafetensorsReader.ReadHeader(stream, path);
        entries = all.FindAll(entry => entry.Type is not null);
        Entries = [.. entries.Select(entry => new TensorEntry(entry.Name, entry.Type!.Value, StoredShape.Loaded(entry.Shape, entry.Type!.Value)))];
        Skipped = [.. all.Where(entry => entry.Type is null).Select(entry => new SkippedEntry(entry.Name, entry.Problem!))];
        Values = [.. metadata.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value))];
    }

    /// <inheritdoc/>
    public override string Format => Safetensors.Format.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, object?>> Values { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SkippedEntry> Skipped { get; }

    /// <inheritdoc/>
    public override Tensor Load(int index)
    {
        SafetensorsEntry entry = entries[index];
        StoredType type = entry.Type!.Value;
        if (entry.Begin == entry.End) return Tensor.Zeros(StoredShape.Loaded(entry.Shape, type), type.DType).Keep();
        map ??= MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        using MemoryMappedViewStream values = map.CreateViewStream(dataStart + entry.Begin, entry.End - entry.Begin, MemoryMappedFileAccess.Read);
        return StoredValues.Read(values, type, isBigEndian: false, entry.Shape, isColumnMajor: false, path, dataStart + entry.Begin);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        map?.Dispose();
        stream.Dispose();
    }
}
