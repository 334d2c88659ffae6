using Hebb.Data;
using Hebb.Nn;

namespace Hebb.Training;

/// <summary>Goes through a step once more, slowly, to find out where a NaN or an infinity came from.</summary>
sealed class NonFiniteSearch(Trainer trainer, string when)
{
    readonly Stack<string> running = new();
    string? found;

    /// <summary>Whether a parameter's gradient has a NaN or an infinity.</summary>
    public static bool IsIn(Parameter[] parameters)
    {
        foreach (Parameter p in parameters)
        {
            if (p.EngineGrad is { } gradient && IsIn(gradient)) return true;
        }

        return false;
    }

    public NonFiniteException Explain(Batch? batch, string what)
    {
        if (batch is null) return Report("the gradients", "gradients", null, "Use NonFinite = NonFiniteCheck.Gradients with Accumulate = 1 to see where they come from.");
        if (IsIn(batch.Input)) return Report($"the batch's input, shape {batch.Input.Shape}", "input", null, "Look at the data: a division by a standard deviation of 0, a file with missing values?");
        foreach ((string name, Parameter p) in trainer.Model.NamedParameters())
        {
            if (IsIn(p.Tensor))
                return Report($"the parameter {name}, since an earlier step's update", name, null, "A smaller learning rate, ClipNorm = 1 or a warm-up usually helps; NonFinite = NonFiniteCheck.Gradients stops before the weights are hit.");
        }

        return Again(batch, what);
    }

    NonFiniteException Again(Batch batch, string what)
    {
        const string Mend = "A logarithm or a root of a value ≤ 0, a division by 0, or values that grew too large: a smaller learning rate, normalisation or ClipNorm = 1.";
        KeyValuePair<string, Module>[] modules = [.. trainer.Model.NamedModules()];
        var hooks = new List<IDisposable>();
        bool isForward = true;
        try
        {
            foreach ((string name, Module module) in modules)
            {
                string title = name.Length == 0 ? $"the model ({module.TypeName})" : $"{name} ({module.TypeName})";
                hooks.Add(module.AddForwardPreHook((_, _) => running.Push(title)));
                hooks.Add(module.AddForwardHook((_, x, y) => Leave(title, x, y)));
            }

            trainer.Optimizer.ZeroGrad();
            using Autograd.AnomalyScope detection = new();
            Tensor error = trainer.Loss(trainer.Answer(batch), trainer.Wanted(batch));
            if (found is not null) return Report($"the output of {found}", found.Split(' ')[0], null, Mend);
            if (IsIn(error)) return Report("the loss", "loss", null, Mend);
            isForward = false;
            error.Backward();
        }
        catch (AnomalyException anomaly)
        {
            string operation = anomaly.Message.Split('\n')[0];
            if (!isForward) return Report($"the gradients: {operation}", LastBadGradient(batch), operation, Mend);
            string layer = found ?? (running.Count > 0 ? running.Peek() : "the loss");
            return Report($"the output of {layer}: {operation}", layer == "the loss" ? "loss" : layer.Split(' ')[0], operation, Mend);
        }
        finally
        {
            foreach (IDisposable hook in hooks) hook.Dispose();
            trainer.Optimizer.ZeroGrad();
        }

        return Report($"the {what}, but not when the step was made again", what, null, "Something in the step changes from time to time: a generator of its own that the trainer does not know of?");
    }

    // Gradients flow from the end: the last parameter in the model's order with a bad one is nearest to where it began.
    string LastBadGradient(Batch batch)
    {
        trainer.Optimizer.ZeroGrad();
        trainer.Loss(trainer.Answer(batch), trainer.Wanted(batch)).Backward();
        string layer = "loss";
        foreach ((string name, Parameter p) in trainer.Model.NamedParameters())
        {
            if (p.EngineGrad is { } gradient && IsIn(gradient)) layer = name;
        }

        return layer;
    }

    void Leave(string title, Tensor x, Tensor y)
    {
        running.TryPop(out _);
        if (found is null && IsIn(y) && !IsIn(x)) found = title;
    }

    static bool IsIn(Tensor x)
    {
        if (!x.DType.IsFloatingPoint) return false;
        using var noGrad = Autograd.NoGrad();
        using MemoryScope scope = Memory.Scope();
        return double.IsNaN((x * 0).Sum().Item<double>());
    }

    NonFiniteException Report(string where, string layer, string? operation, string help) =>
        new($"A NaN or an infinity came up in {where} ({when}).", layer, operation, help);
}
