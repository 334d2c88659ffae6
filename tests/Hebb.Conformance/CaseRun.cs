using System.Text.RegularExpressions;

namespace Hebb.Conformance;

/// <summary>One run of a case in one type: hands its inputs to an adapter and collects what the adapter computes.</summary>
public sealed partial class CaseRun(GoldenCase golden, DType type)
{
    readonly Dictionary<string, Tensor> inputs = new(StringComparer.Ordinal);
    readonly Dictionary<string, Tensor> results = new(StringComparer.Ordinal);

    public GoldenCase Case => golden;

    public Arguments Args => golden.Args;

    /// <summary>The floating-point type to compute in.</summary>
    public DType Type => type;

    /// <summary>What was computed, by the names of the case's tensors: "out.y", "grad.x".</summary>
    public IReadOnlyDictionary<string, Tensor> Results => results;

    /// <summary>What an adapter found wrong by itself, where no tensor is compared.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The input x, multiplied by the argument input_scale where the case has one.</summary>
    public Tensor X => Args.OptionalNumber("input_scale") is { } scale and not 1 ? this["x"] * scale : this["x"];

    /// <summary>An input: floating-point values in this run's type, asking for a gradient if the case expects one.</summary>
    public Tensor this[string name] => Optional(name) ?? throw new KeyNotFoundException($"the case has no tensor in.{name}");

    public Tensor? Optional(string name)
    {
        if (inputs.TryGetValue(name, out Tensor? known)) return known;
        if (Raw($"in.{name}") is not { } x) return null;
        x = x.DType.IsFloatingPoint ? x.To(type) : x;
        if (golden.Tensors.ContainsKey($"grad.{name}")) x = x.Detach().WithGrad();
        return inputs[name] = x;
    }

    /// <summary>A tensor of the file as it stands there.</summary>
    public Tensor? Raw(string name) => golden.Tensors.GetValueOrDefault(name);

    /// <summary>The names of the inputs that begin with a prefix, without "in.".</summary>
    public IEnumerable<string> InputNames(string prefix = "") =>
        golden.Tensors.Keys.Where(n => n.StartsWith($"in.{prefix}", StringComparison.Ordinal)).Select(n => n[3..]);

    public void Output(string name, Tensor y) => results[$"out.{name}"] = y;

    /// <summary>Several outputs, y0, y1, …; the first alone where the case has a single y.</summary>
    public void Outputs(params ReadOnlySpan<Tensor> all)
    {
        if (golden.Tensors.ContainsKey("out.y")) Output("y", all[0]);
        else for (int i = 0; i < all.Length; i++) Output($"y{i}", all[i]);
    }

    /// <summary>A gradient that the adapter computed itself.</summary>
    public void Gradient(string name, Tensor gradient) => results[$"grad.{name}"] = gradient;

    public void Require(bool holds, string problem)
    {
        if (!holds) Problems.Add(problem);
    }

    /// <summary>Differentiates what the case says it differentiates, for the gradients that the adapter has not given.</summary>
    public void Differentiate()
    {
        string[] wanted = [.. golden.Tensors.Keys.Where(n => IsExpectation(n) && n.StartsWith("grad.", StringComparison.Ordinal) && !results.ContainsKey(n))];
        if (wanted.Length == 0) return;
        Loss().Backward();
        foreach (string name in wanted)
        {
            if (inputs.GetValueOrDefault(name[5..])?.Grad is { } gradient) results[name] = gradient;
        }
    }

    /// <summary>Whether a tensor of the file is one that must come out; "out.y.f32" is the reference's own Float32 result.</summary>
    public static bool IsExpectation(string name) =>
        (name.StartsWith("out.", StringComparison.Ordinal) || name.StartsWith("grad.", StringComparison.Ordinal)) && !name.EndsWith(".f32", StringComparison.Ordinal);

    // sum over outputs of sum(Y * gout.Y); or args.loss, an expression of the one output y: "y", "sum(y)", "sum(y^2)"; or the sum of the outputs.
    Tensor Loss()
    {
        string loss = Args.Text("loss", "sum(y)");
        Match power = PowerSum().Match(loss);
        if (!power.Success && loss != "y") throw new FormatException($"no way is known to differentiate '{loss}'; known are y, sum(y) and sum(y^n)");
        int exponent = power.Groups["power"].Success ? int.Parse(power.Groups["power"].Value, System.Globalization.CultureInfo.InvariantCulture) : 1;
        Tensor? total = null;
        foreach ((string name, Tensor y) in results)
        {
            if (!name.StartsWith("out.", StringComparison.Ordinal) || !y.IsTracked) continue;
            Tensor term = y;
            if (Raw($"gout.{name[4..]}") is { } upstream) term = y * upstream.To(type);
            else for (int i = 1; i < exponent; i++) term *= y;
            total = total is null ? term.Sum() : total + term.Sum();
        }

        return total ?? throw new InvalidOperationException("no output depends on an input, so there is nothing to differentiate");
    }

    [GeneratedRegex(@"^sum\(y(\^(?<power>\d+))?\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PowerSum();
}
