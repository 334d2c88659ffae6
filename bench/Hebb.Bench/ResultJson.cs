using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Bench;

/// <summary>Writes results for other programs.</summary>
static class ResultJson
{
    public static void Write(string path, IEnumerable<Result> results, int threads, double limit) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("processor", Machine.Processor());
        json.WriteString("runtime", Machine.Runtime());
        json.WriteNumber("vector_bits", FmaLimit.VectorBits);
        json.WriteNumber("threads", threads);
        json.WriteNumber("limit_flops", limit);
        json.WriteStartArray("results");
        foreach (Result r in results) Write(json, r, limit);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    static void Write(Utf8JsonWriter json, Result r, double limit)
    {
        json.WriteStartObject();
        json.WriteString("name", r.Workload.Name);
        json.WriteString("group", r.Workload.Group);
        json.WriteNumber("peer_threads", r.PeerThreads);
        json.WriteNumber("median_ratio", r.MedianRatio);
        json.WriteNumber("best_ratio", r.BestRatio);
        Write(json, "ours_seconds", r.Ours);
        Write(json, "theirs_seconds", r.Theirs);
        json.WriteNumber("new_buffers", r.NewBuffers);
        if (r.Workload.Operations > 0) json.WriteNumber("bytes_per_operation", r.BytesPerOperation);
        if (r.Workload.Flops > 0) json.WriteNumber("share_of_limit", r.Workload.Flops / r.Ours.Min() / limit);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
