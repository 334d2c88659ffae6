using System.Globalization;
using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Conformance.Formats;

/// <summary>Compares an open file with what expected.json says about it: tensors, and plain values by their dotted names.</summary>
sealed class ContentCheck(TensorFile file)
{
    readonly List<string> problems = [];

    /// <summary>What differs; empty if nothing does.</summary>
    public IReadOnlyList<string> Problems(JsonElement expected)
    {
        if (expected.TryGetProperty("shape", out _))
        {
            if (file.Entries.Count == 1) Tensor(file.Entries[0].Name, expected);
            else problems.Add($"one tensor was expected; there are {file.Entries.Count}");
            return problems;
        }

        foreach (JsonProperty part in expected.EnumerateObject())
        {
            // Remarks for the reader of expected.json. It also shortens the checkpoint's "optimizer_state_dict" to "optimizer".
            string name = part.Name.StartsWith("optimizer.", StringComparison.Ordinal) ? part.Name.Replace("optimizer.", "optimizer_state_dict.", StringComparison.Ordinal) : part.Name;
            if (part.Name is "note" or "layout") continue;
            if (part.Name == "row1_first5") Numbers(part.Name, part.Value, file["train_data"][1][..5].ToArray<double>());
            else Part(name, part.Value);
        }

        return problems;
    }

    void Part(string name, JsonElement expected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when expected.TryGetProperty("shape", out _):
                Tensor(name, expected);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty part in expected.EnumerateObject()) Part($"{name}.{part.Name}", part.Value);
                break;
            case JsonValueKind.Array when expected.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number):
                Numbers(name, [.. expected.EnumerateArray().Select(e => e.GetDouble())]);
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in expected.EnumerateArray()) Part($"{name}.{index++}", item);
                break;
            case JsonValueKind.String when Written(expected.GetString()!) is { } values:
                Numbers(name, values);
                break;
            case JsonValueKind.Number:
                Numbers(name, [expected.GetDouble()]);
                break;
            default:
                Value(name, expected);
                break;
        }
    }

    // "diag(1,0,3)" is a matrix with that diagonal, "1+2i" a complex number.
    static double[]? Written(string text)
    {
        if (text.StartsWith("diag(", StringComparison.Ordinal))
        {
            double[] diagonal = [.. text[5..^1].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            var matrix = new double[diagonal.Length * diagonal.Length];
            for (int i = 0; i < diagonal.Length; i++) matrix[(i * diagonal.Length) + i] = diagonal[i];
            return matrix;
        }

        int plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && text[^1] == 'i' && double.TryParse(text[..plus], CultureInfo.InvariantCulture, out double real) && double.TryParse(text[(plus + 1)..^1], CultureInfo.InvariantCulture, out double imaginary)
            ? [real, imaginary]
            : null;
    }

    // A tensor of these values in any shape, or plain values name, or name.0, name.1 …
    void Numbers(string name, double[] expected)
    {
        double[] got;
        if (file.Entries.Any(entry => entry.Name == name)) got = file[name].ToArray<double>();
        else if (expected.Length == 1 && Plain(name) is { } one) got = [one];
        else got = [.. Enumerable.Range(0, expected.Length).Select(i => Plain($"{name}.{i}") ?? double.NaN)];
        if (!got.AsSpan().SequenceEqual(expected)) problems.Add($"{name}: [{string.Join(", ", expected)}] was expected, [{string.Join(", ", got)}] came");
    }

    void Numbers(string name, JsonElement expected, double[] got)
    {
        double[] want = [.. expected.EnumerateArray().Select(e => e.GetDouble())];
        if (!got.AsSpan().SequenceEqual(want)) problems.Add($"{name}: [{string.Join(", ", want)}] was expected, [{string.Join(", ", got)}] came");
    }

    double? Plain(string name) => file.Values.FirstOrDefault(value => value.Key == name).Value switch
    {
        long number => number,
        int number => number,
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => null,
    };

    void Value(string name, JsonElement expected)
    {
        if (!file.Values.Any(value => value.Key == name))
        {
            problems.Add($"{name}: is missing");
            return;
        }

        object? got = file.Values.First(value => value.Key == name).Value;
        bool same = expected.ValueKind switch
        {
            JsonValueKind.Null => got is null,
            JsonValueKind.True or JsonValueKind.False => got is bool truth && truth == expected.GetBoolean(),
            _ => got is string text && text == expected.GetString(),
        };
        if (!same) problems.Add($"{name}: {expected} was expected, {got ?? "null"} came");
    }

    void Tensor(string name, JsonElement expected)
    {
        if (file.Entries.FirstOrDefault(entry => entry.Name == name) is not { } found)
        {
            problems.Add($"{name}: is missing; there are {string.Join(", ", file.Entries.Select(entry => entry.Name))}");
            return;
        }

        string type = expected.GetProperty("dtype").GetString()!;
        int[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
        if (found.StoredType.Name != type) problems.Add($"{name}: the type {type} was expected, {found.StoredType.Name} came");
        if (!found.Shape.SequenceEqual(shape)) problems.Add($"{name}: the shape [{string.Join(", ", shape)}] was expected, {found.Shape} came");
        Tensor tensor = file[name];
        if (tensor.DType != found.DType || tensor.Shape != found.Shape) problems.Add($"{name}: was listed as {found.DType} {found.Shape} and loaded as {tensor.DType} {tensor.Shape}");
        if (problems.Count > 0) return;
        if (expected.TryGetProperty("bits", out JsonElement bits)) Bits(name, tensor, bits);
        else ValueCheck.Compare(name, tensor.ToArray<double>(), expected, problems);
    }

    void Bits(string name, Tensor tensor, JsonElement expected)
    {
        uint[] got = [.. tensor.ToArray<float>().Select(BitConverter.SingleToUInt32Bits)], want = [.. expected.EnumerateArray().Select(e => e.GetUInt32())];
        if (!got.AsSpan().SequenceEqual(want)) problems.Add($"{name}: the bits [{string.Join(", ", want)}] were expected, [{string.Join(", ", got)}] came");
    }
}
