using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Conformance.Adapters;

/// <summary>Optimizers: parameters w and b, the gradient of every step given, the parameters after every step expected.</summary>
static class OptimizerAdapters
{
    const string Family = "optim";

    public static void AddTo(AdapterTable table)
    {
        foreach (string name in new[] { "SGD", "Adam", "AdamW", "NAdam", "RMSprop", "Adagrad", "Adadelta", "Adamax" }) table.AddCustom(Family, name, r => Train(r, name));
    }

    /// <summary>An optimizer by PyTorch's name and with PyTorch's argument names.</summary>
    public static Optimizer Create(string name, IEnumerable<Parameter> parameters, Arguments args)
    {
        double decay = args.Number("weight_decay", 0);
        double[] betas = args.Has("betas") ? args.Numbers("betas") : [0.9, 0.999];
        bool maximize = args.Flag("maximize"), amsgrad = args.Flag("amsgrad");
        return name switch
        {
            "SGD" => new SGD(parameters, args.Number("lr"), args.Number("momentum", 0), args.Number("dampening", 0), decay, args.Flag("nesterov"), maximize),
            "Adam" => new Adam(parameters, args.Number("lr", 0.001), betas[0], betas[1], args.Number("eps", 1e-8), decay, amsgrad, maximize),
            "AdamW" => new AdamW(parameters, args.Number("lr", 0.001), betas[0], betas[1], args.Number("eps", 1e-8), args.Number("weight_decay", 0.01), amsgrad, maximize),
            "NAdam" => new NAdam(parameters, args.Number("lr", 0.002), betas[0], betas[1], args.Number("eps", 1e-8), args.Number("momentum_decay", 0.004), decay),
            "RMSprop" => new RMSprop(
                parameters, args.Number("lr", 0.01), args.Number("alpha", 0.99), args.Number("eps", 1e-8), args.Number("momentum", 0), args.Flag("centered"), decay, maximize),
            "Adagrad" => new Adagrad(
                parameters, args.Number("lr", 0.01), args.Number("lr_decay", 0), args.Number("initial_accumulator_value", 0), args.Number("eps", 1e-10), decay, maximize),
            "Adadelta" => new Adadelta(parameters, args.Number("lr", 1), args.Number("rho", 0.9), args.Number("eps", 1e-6), decay, maximize),
            "Adamax" => new Adamax(parameters, args.Number("lr", 0.002), betas[0], betas[1], args.Number("eps", 1e-8), decay, maximize),
            _ => throw new FormatException($"there is no optimizer '{name}'"),
        };
    }

    static void Train(CaseRun r, string name)
    {
        string[] names = [.. r.InputNames().Where(n => !n.StartsWith("grad_", StringComparison.Ordinal))];
        Parameter[] parameters = [.. names.Select(n => new Parameter(r[n].Clone()))];
        Tensor[] gradients = [.. names.Select(n => r[$"grad_{n}"])];
        Optimizer optimizer = Create(name, parameters, r.Args);
        List<Tensor>[] after = [.. names.Select(_ => new List<Tensor>())];
        for (int t = 0; t < gradients[0].Shape[0]; t++)
        {
            for (int i = 0; i < parameters.Length; i++) parameters[i].Grad = gradients[i].Select(0, t).Contiguous().Clone();
            optimizer.Step();
            for (int i = 0; i < parameters.Length; i++) after[i].Add(parameters[i].Tensor.Detach().Clone());
        }

        for (int i = 0; i < names.Length; i++) r.Output(names[i], Tensor.Stack(after[i].ToArray()));
    }
}
