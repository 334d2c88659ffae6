using System.Text.Json;

namespace Hebb.Conformance.Formats;

/// <summary>Compares numbers with a description: all values where they are listed, else their sum, the first and the last.</summary>
static class ValueCheck
{
    /// <summary>Adds what differs to the problems.</summary>
    public static void Compare(string name, double[] got, JsonElement expected, List<string> problems)
    {
        if (expected.TryGetProperty("values", out JsonElement values) && values.ValueKind == JsonValueKind.Array)
        {
            Same(name, Numbers(values), got, problems);
            return;
        }

        double[] first = Numbers(expected.GetProperty("first")), last = Numbers(expected.GetProperty("last"));
        Same($"{name}, its beginning", first, got[..Math.Min(first.Length, got.Length)], problems);
        Same($"{name}, its end", last, got[^Math.Min(last.Length, got.Length)..], problems);
        double want = expected.GetProperty("sum").GetDouble(), sum = got.Sum();
        if (Math.Abs(sum - want) > 1e-9 * Math.Max(1, got.Sum(Math.Abs))) problems.Add($"{name}: the sum {want:R} was expected, {sum:R} came");
    }

    static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(e => e.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => e.GetDouble(),
    })];

    static void Same(string name, double[] want, double[] got, List<string> problems)
    {
        if (!want.AsSpan().SequenceEqual(got)) problems.Add($"{name}: [{string.Join(", ", want)}] was expected, [{string.Join(", ", got)}] came");
    }
}
