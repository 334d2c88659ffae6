using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Conformance;

/// <summary>One case: what to compute, from what, and what must come out.</summary>
public sealed class GoldenCase
{
    /// <summary>
    /// The smallest tolerance where Float32 is on either side, the run's or the reference's, and the case names one tolerance only: a value that was published in
    /// Float32 is no nearer to the truth than that arithmetic. (PyTorch's Float64 differs from one of them by 1.54e-5, exactly as Hebb's does.)
    /// </summary>
    const double Float32Floor = 2e-5;

    public required string Id { get; init; }

    public required string Family { get; init; }

    public required string Op { get; init; }

    public required Arguments Args { get; init; }

    /// <summary>What an initialiser must fulfil; absent in other families.</summary>
    public Arguments? Spec { get; init; }

    /// <summary>Tensors by name: "in.x", "gout.y", "out.y", "grad.x".</summary>
    public required IReadOnlyDictionary<string, Tensor> Tensors { get; init; }

    public required double Float64Tolerance { get; init; }

    public required double Float32Tolerance { get; init; }

    public double Tolerance(DType type) => type == DType.Float32 ? Float32Tolerance : Float64Tolerance;

    /// <summary>Reads a case's entry of the manifest and its tensors.</summary>
    public static GoldenCase Read(string folder, JsonElement item)
    {
        (double f64, double f32) = Tolerances(item);
        return new GoldenCase
        {
            Id = Text("id"),
            Family = Text("family"),
            Op = Text("op"),
            Args = new Arguments(item.GetProperty("args")),
            Spec = item.TryGetProperty("spec", out JsonElement spec) && spec.ValueKind == JsonValueKind.Object ? new Arguments(spec) : null,
            Tensors = item.TryGetProperty("file", out JsonElement file) && file.ValueKind == JsonValueKind.String
                ? Safetensors.Load(Path.Combine(folder, file.GetString()!))
                : [],
            Float64Tolerance = f64,
            Float32Tolerance = f32,
        };

        string Text(string name) => item.GetProperty(name).GetString()!;
    }

    // {"f64", "f32"}; or {"rtol"} for both; or nothing where no tensor is compared.
    static (double Float64, double Float32) Tolerances(JsonElement item)
    {
        if (!item.TryGetProperty("tol", out JsonElement tolerance)) return (0, 0);
        if (!tolerance.TryGetProperty("rtol", out JsonElement one)) return (tolerance.GetProperty("f64").GetDouble(), tolerance.GetProperty("f32").GetDouble());
        double single = Math.Max(one.GetDouble(), Float32Floor);
        return (IsPublishedInFloat32(item) ? single : one.GetDouble(), single);
    }

    static bool IsPublishedInFloat32(JsonElement item) =>
        item.TryGetProperty("tensors", out JsonElement tensors)
        && tensors.EnumerateObject().Any(t => CaseRun.IsExpectation(t.Name) && t.Value.GetProperty("dtype").GetString() == "float32");
}
