using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Conformance.Adapters;

/// <summary>Values that courses and libraries have published; an operation is named by the sentence that describes it.</summary>
static class PublishedAdapters
{
    const string Family = "published";

    public static void AddTo(AdapterTable table)
    {
        AddOperations(table);
        AddNetworks(table);
        AddOptimizers(table);
        AddExpressions(table);
    }

    static void AddOperations(AdapterTable table)
    {
        table.Add(Family, "relu", r => r.X.Relu());
        table.Add(Family, "power", r => r.X.Pow(r.Args.Number("power")));
        table.Add(Family, "log_softmax", r => r.X.LogSoftmax(r.Args.Int("dim", 1)));
        table.Add(Family, "softmax_loss", r => r.X.CrossEntropy(r["target"]));
        table.Add(Family, "flatten", r => r.X.Flatten(1));

        // A sum over all axes is published as a vector of one value.
        table.Add(Family, "logsumexp", r => r.Args.Has("axes") ? r.X.LogSumExp(r.Args.Ints("axes")) : r.X.LogSumExp().Reshape(1));
        table.Add(Family, "affine (x@w+b, x flattened from (2,4,5,6))", r => r.X.Flatten(1).MatMul(r["w"]) + r["b"]);

        // PyTorch's margin loss divides by the number of classes; this one does not.
        table.AddCustom(Family, "multiclass hinge (margin 1, sum over classes, mean over rows) and softmax loss", r =>
        {
            r.Output("svm", r.X.MultiMarginLoss(r["y"]) * r.X.Shape[1]);
            r.Output("softmax", r.X.CrossEntropy(r["y"]));
        });
    }

    static void AddNetworks(AdapterTable table)
    {
        table.AddCustom(Family, "relu MLP: scores, mean softmax loss, loss + 0.5*reg*(|W1|^2+|W2|^2) with reg=1", r =>
        {
            Tensor scores = (r.X.MatMul(r["W1"]) + r["b1"]).Relu().MatMul(r["W2"]) + r["b2"], loss = scores.CrossEntropy(r["y"]);
            r.Output("scores", scores);
            r.Output("loss", loss);
            r.Output("loss_reg1", loss + (0.5 * Squares(r)));
        });
        table.AddCustom(Family, "relu MLP, zero biases; loss = mean softmax + 0.05*(|W1|^2+|W2|^2) (no 1/2)", r =>
        {
            Tensor scores = r.X.MatMul(r["W1"]).Relu().MatMul(r["W2"]);
            r.Output("scores", scores);
            r.Output("loss", scores.CrossEntropy(r["y"]) + (r.Args.Number("reg") * Squares(r)));
        });
    }

    static Tensor Squares(CaseRun r) => r["W1"].Square().Sum() + r["W2"].Square().Sum();

    static void AddOptimizers(AdapterTable table)
    {
        // The published velocity holds the learning rate and points downwards: v = −lr · buffer.
        table.AddCustom(Family, "v = 0.9 v - lr dw; w += v", r =>
        {
            double rate = r.Args.Number("lr");
            Dictionary<string, Tensor> state = Step(r, p => new SGD([p], rate, r.Args.Number("momentum")), 1, ("momentum_buffer", r["v"] / -rate));
            r.Output("v", state["state.0.momentum_buffer"] * -rate);
        });
        table.AddCustom(Family, "cache = 0.99 cache + 0.01 dw^2; w -= lr dw/(sqrt(cache)+1e-8)", r =>
        {
            Dictionary<string, Tensor> state = Step(
                r, p => new RMSprop([p], r.Args.Number("lr"), r.Args.Number("decay"), r.Args.Number("eps")), 1, ("square_avg", r["cache"]));
            r.Output("cache", state["state.0.square_avg"]);
        });
        table.AddCustom(Family, "one Adam step, t goes from 5 to 6 before the bias correction", r =>
        {
            Dictionary<string, Tensor> state = Step(
                r, p => new Adam([p], r.Args.Number("lr"), r.Args.Number("beta1"), r.Args.Number("beta2"), r.Args.Number("eps")), r.Args.Int("t_before"),
                ("exp_avg", r["m"]), ("exp_avg_sq", r["v"]));
            r.Output("m", state["state.0.exp_avg"]);
            r.Output("v", state["state.0.exp_avg_sq"]);
        });
    }

    // One step from a given state; gives the state after it.
    static Dictionary<string, Tensor> Step(CaseRun r, Func<Parameter, Optimizer> create, long stepsBefore, params (string Name, Tensor Value)[] buffers)
    {
        var parameter = new Parameter(r["w"].Clone());
        Optimizer optimizer = create(parameter);
        Dictionary<string, Tensor> state = optimizer.StateDict();
        state["state.0.step"] = Tensor.From<long>([stepsBefore], Shape.Scalar);
        foreach ((string name, Tensor value) in buffers) state[$"state.0.{name}"] = value;
        optimizer.LoadStateDict(state);
        parameter.Grad = r["dw"].Clone();
        optimizer.Step();
        r.Output("w", parameter.Tensor.Detach());
        return optimizer.StateDict();
    }

    static void AddExpressions(AdapterTable table)
    {
        table.Add(Family, "expression: z=2x+2+x; q=relu(z)+z*x; h=relu(z*z); y=h+q+q*x", r =>
        {
            Tensor x = r.X, z = (2 * x) + 2 + x, q = z.Relu() + (z * x), h = (z * z).Relu();
            return h + q + (q * x);
        });
        table.AddCustom(
            Family, "expression: c=a+b; d=a*b+b**3; c+=c+1; c+=1+c+(-a); d+=d*2+relu(b+a); d+=3*d+relu(b-a); e=c-d; f=e**2; g=f/2; g+=10/f", r =>
            {
                Tensor a = r["a"], b = r["b"], c = a + b, d = (a * b) + b.Pow(3);
                c += c + 1;
                c += 1 + c + (-a);
                d += (d * 2) + (b + a).Relu();
                d += (3 * d) + (b - a).Relu();
                Tensor f = (c - d).Pow(2);
                r.Output("g", (f / 2) + (10 / f));
            });
    }
}
