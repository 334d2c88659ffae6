using System.Text.Json;

namespace Hebb.Formats;

/// <summary>Reads a safetensors header, byte for byte, and believes none of its numbers before they fit each other and the file.</summary>
ref struct SafetensorsHeader(ReadOnlySpan<byte> json, long dataLength, string source)
{
    const string MetadataName = "__metadata__";
    const int MaxAxes = 32;
    const int PrefixLength = 8;

    readonly ReadOnlySpan<byte> text = json;
    readonly List<SafetensorsEntry> entries = [];
    readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    readonly HashSet<string> names = new(StringComparer.Ordinal);
    Utf8JsonReader reader = new(json);

    /// <summary>Reads the header.</summary>
    /// <returns>The tensors in the order of the header, and the metadata.</returns>
    public (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Read()
    {
        if (text.IsEmpty || text[0] != (byte)'{') throw Wrong("the header must begin with '{'");
        try
        {
            Next();
            while (Name() is { } name)
            {
                if (!names.Add(name)) throw Wrong($"the name '{name}' stands there twice");
                if (name == MetadataName) ReadMetadata();
                else ReadEntry(name);
            }

            if (reader.Read()) throw Wrong("nothing but spaces may follow the header's last '}'");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not UTF-8, or half of a surrogate pair.
            throw new FormatErrorException(source, PrefixLength + reader.BytesConsumed, "the header is not valid JSON", "The file is damaged, or not a safetensors file.", e);
        }

        CheckCover();
        return (entries, metadata);
    }

    void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, "an object of strings");
        while (Name() is { } key)
        {
            Expect(JsonTokenType.String, "a string");
            if (!metadata.TryAdd(key, reader.GetString()!)) throw Wrong($"the metadata key '{key}' stands there twice");
        }
    }

    void ReadEntry(string name)
    {
        long offset = PrefixLength + reader.TokenStartIndex;
        string? type = null;
        List<long>? shape = null, offsets = null;
        Expect(JsonTokenType.StartObject, $"an object that describes '{name}'");
        while (Name() is { } key)
        {
            if (key == "dtype" && type is null) type = ReadType();
            else if (key == "shape" && shape is null) shape = ReadNumbers($"the shape of '{name}'", MaxAxes);
            else if (key == "data_offsets" && offsets is null) offsets = ReadNumbers($"the data_offsets of '{name}'", 2);
            else throw Wrong($"'{name}' is described by dtype, shape and data_offsets, each once; '{key}' came");
        }

        if (type is null || shape is null || offsets is not [long begin, long end]) throw Wrong($"'{name}' needs a dtype, a shape and two data_offsets");
        if (begin > end || end > dataLength) throw Wrong($"'{name}' lies at bytes {begin} to {end} of the data, but the file holds {dataLength}");
        entries.Add(Entry(name, type, shape, begin, end, offset));
    }

    // A tensor that is honestly too large, or of a type that is not read, does not stop the others; sizes that contradict each other are damage.
    readonly SafetensorsEntry Entry(string name, string type, List<long> shape, long begin, long end, long offset)
    {
        string shown = $"'{name}' of shape [{string.Join(", ", shape)}]";
        Int128 count = 1, reach = 1;
        foreach (long length in shape)
        {
            // Both factors are below 2^62 and 2^31, so the products cannot overflow before they are refused.
            count *= length;
            reach *= Math.Max(length, 1);
            if (reach > long.MaxValue / 2) throw Wrong($"{shown} has more elements than one tensor can hold (2^31 - 1)");
        }

        if (SafetensorsEntry.TypeOf(type) is not { } stored) return new SafetensorsEntry(name, null, [], begin, end, offset, $"its values have the type '{type}', which is not read; convert the tensor before saving");
        if (count * stored.ByteSize != end - begin)
        {
            if (reach > int.MaxValue) throw Wrong($"{shown} has more elements than one tensor can hold (2^31 - 1)");
            throw Wrong($"'{name}' of type {type} and shape [{string.Join(", ", shape)}] takes {count * stored.ByteSize} bytes, but its data_offsets span {end - begin}");
        }

        if (reach > int.MaxValue && count == 0) throw Wrong($"{shown} has more elements than one tensor can hold (2^31 - 1)");
        if (StoredShape.Excess([.. shape], stored) is { } excess) return new SafetensorsEntry(name, null, [], begin, end, offset, excess);
        return new SafetensorsEntry(name, stored, shape.ConvertAll(x => (int)x).ToArray(), begin, end, offset);
    }

    string ReadType()
    {
        const int MaxLength = 40;
        Expect(JsonTokenType.String, "the name of a type");
        string type = reader.GetString()!;
        return type.Length is > 0 and <= MaxLength ? type : throw Wrong($"the name of a type has 1 to {MaxLength} letters");
    }

    List<long> ReadNumbers(string what, int max)
    {
        Expect(JsonTokenType.StartArray, $"a list of numbers for {what}");
        var numbers = new List<long>();
        while (true)
        {
            Next();
            if (reader.TokenType == JsonTokenType.EndArray) return numbers;
            if (numbers.Count == max) throw Wrong($"{what} may have {max} numbers, and more came");
            bool isBig = max == 2;
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0 || (!isBig && number > int.MaxValue))
                throw Wrong($"{what} needs whole numbers from 0 to {(isBig ? long.MaxValue : int.MaxValue)}");
            numbers.Add(number);
        }
    }

    // The values must follow each other without a gap and fill the file: two tensors that overlap, or bytes that belong to none, are refused, as the format asks.
    readonly void CheckCover()
    {
        long covered = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.Begin != covered)
            {
                throw new FormatErrorException(
                    source, entry.Offset,
                    $"the values of '{entry.Name}' must begin at byte {covered} of the data, where those before end; they begin at {entry.Begin}",
                    "Tensors may neither overlap nor leave gaps.");
            }

            covered = entry.End;
        }

        if (covered != dataLength)
            throw new FormatErrorException(source, PrefixLength + text.Length + covered, $"the tensors end here, but the file goes on for {dataLength - covered} bytes");
    }

    // The next property's name, or null at the object's end.
    string? Name()
    {
        Next();
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString()!;
    }

    void Expect(JsonTokenType type, string what)
    {
        Next();
        if (reader.TokenType != type) throw Wrong($"expected {what}");
    }

    void Next()
    {
        if (!reader.Read()) throw Wrong("the header ends too early");
    }

    readonly FormatErrorException Wrong(string problem, string? help = null) => new(source, PrefixLength + reader.TokenStartIndex, problem, help);
}
