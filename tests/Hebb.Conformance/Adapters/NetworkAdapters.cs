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
    }

    /// <summary>A layer from its description, "Linear(784,64)" or "ReLU".</summary>
    public static Module Layer(string text, Generator? generator = null)
    {
        Match match = LayerPattern().Match(text);
        int[] numbers = [.. match.Groups["numbers"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return match.Groups["name"].Value switch
        {
            "Linear" => new Linear(numbers[0], numbers[1], generator: generator),
            "ReLU" => new ReLU(),
            "Sigmoid" => new Sigmoid(),
            "Tanh" => new Tanh(),
            "Flatten" => new Flatten(),
            _ => throw new NotSupportedException($"no such layer yet: {text}"),
        };
    }

    static void Train(CaseRun r)
    {
        Module[] layers = [.. LayerPattern().Matches(r.Args.Text("architecture", string.Empty)).Select(m => Layer(m.Value))];
        var model = new Sequential(layers);
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

    [GeneratedRegex(@"(?<name>[A-Z]\w*)(\((?<numbers>[\d,]+)\))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LayerPattern();
}
