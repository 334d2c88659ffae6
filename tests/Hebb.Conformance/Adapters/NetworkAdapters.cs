using System.Globalization;
using System.Text.RegularExpressions;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Conformance.Adapters;

/// <summary>Small networks: one batch, mean cross-entropy, some steps of training. The architecture is read from the case's description.</summary>
static partial class NetworkAdapters
{
    const string Family = "network";

    public static void AddTo(AdapterTable table)
    {
        table.AddCustom(Family, "mlp_relu", Train);
        table.AddCustom(Family, "mlp_sigmoid", Train);
        table.AddCustom(Family, "mlp_tanh", Train);
        table.AddCustom(Family, "cnn", Train);
        table.AddCustom(Family, "cnn_bn", Train);
        table.AddCustom(Family, "resblock", r => Train(r, new ResidualBlock(name => r[$"param.{name}"].Shape, Stride(r.Args.Text("architecture", string.Empty)))));
    }

    /// <summary>A layer from its description, "Linear(784,64)", "Conv(1,4,3,p1)" or "ReLU"; what a description leaves out follows from the shape of its weight.</summary>
    public static Module Layer(string text, Generator? generator = null, Shape? weight = null)
    {
        Match match = LayerPattern().Match(text);
        int[] numbers = [.. match.Groups["numbers"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        int padding = match.Groups["padding"].Success ? int.Parse(match.Groups["padding"].Value, CultureInfo.InvariantCulture) : -1;
        if (numbers.Length == 0 && weight is { Rank: 4 } w) (numbers, padding) = ([w[1], w[0], w[2]], padding < 0 ? w[2] / 2 : padding);
        return match.Groups["name"].Value switch
        {
            "Linear" => new Linear(numbers[0], numbers[1], generator: generator),
            "Conv" or "Conv2d" => new Conv2d(numbers[0], numbers[1], numbers[2], padding: Math.Max(padding, 0), generator: generator),
            "BN" or "BatchNorm2d" => new BatchNorm2d(numbers.Length > 0 ? numbers[0] : weight!.Value[0]),
            "MaxPool2" => new MaxPool2d(2),
            "ReLU" => new ReLU(),
            "Sigmoid" => new Sigmoid(),
            "Tanh" => new Tanh(),
            "Flatten" => new Flatten(),
            _ => throw new NotSupportedException($"no such layer yet: {text}"),
        };
    }

    static void Train(CaseRun r)
    {
        string text = RepeatPattern().Replace(r.Args.Text("architecture", string.Empty), m => string.Join(' ', Enumerable.Repeat(m.Groups["layers"].Value, int.Parse(m.Groups["times"].Value, CultureInfo.InvariantCulture))));
        Train(r, new Sequential([.. LayerPattern().Matches(text).Select((m, i) => Layer(m.Value, weight: r.Optional($"param.{i}.weight")?.Shape))]));
    }

    static int Stride(string architecture) => StridePattern().Match(architecture) is { Success: true } m ? int.Parse(m.Groups["stride"].Value, CultureInfo.InvariantCulture) : 1;

    static void Train(CaseRun r, Module model)
    {
        model.To(r.Type);
        model.LoadStateDict(r.InputNames("param.").ToDictionary(n => n["param.".Length..], n => r[n].Detach(), StringComparer.Ordinal));
        Optimizer optimizer = OptimizerAdapters.Create(r.Args.Text("optimizer", "SGD"), model.Parameters(), r.Args);
        var losses = new double[r.Args.Int("steps")];
        for (int t = 0; t < losses.Length; t++)
        {
            Tensor logits = model.Forward(r["x"]);
            Tensor loss = logits.CrossEntropy(r["target"]);
            losses[t] = loss.Item();
            optimizer.ZeroGrad();
            loss.Backward();
            if (t == 0)
            {
                r.Output("logits", logits.Detach());
                foreach ((string name, Parameter p) in model.NamedParameters()) r.Gradient($"param.{name}", p.Grad!.Clone());
            }

            optimizer.Step();
        }

        r.Output("losses", Tensor.From(losses));
        foreach ((string name, Tensor value) in model.StateDict()) r.Output($"final.{name}", value);
        model.Eval();
        r.Output("eval_logits", model.Forward(r["x"]).Detach());
    }

    [GeneratedRegex(@"(?<name>[A-Z][A-Za-z]*\d?[a-z]?)(\((?<numbers>\d+(,\d+)*)(,p(?<padding>\d+))?\))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LayerPattern();

    [GeneratedRegex(@"\((?<layers>[A-Z][^()]*)\)x(?<times>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepeatPattern();

    [GeneratedRegex(@"stride-(?<stride>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StridePattern();
}
