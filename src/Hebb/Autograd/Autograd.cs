using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// Switches and services of automatic differentiation. A switch holds for the work that set it: on its thread, in the tasks and threads that it starts, and behind its
/// <c>await</c>s, on whatever thread they go on; other work on the same thread does not see it.
/// </summary>
public static partial class Autograd
{
    /// <summary>Switches recording off until the result is disposed: evaluation, updates of parameters.</summary>
    /// <returns>Dispose it where it was made, in a <c>using</c>; an <c>await</c> may lie between.</returns>
    /// <example><code>using (Autograd.NoGrad()) accuracy = Metrics.Accuracy(model.Forward(x), labels);</code></example>
    public static RecordingScope NoGrad() => new(record: false);

    /// <summary>Switches recording on again inside a <see cref="NoGrad()"/>, until the result is disposed.</summary>
    public static RecordingScope EnableGrad() => new(record: true);

    /// <summary>
    /// Until the result is disposed, checks every recorded operation's result and every gradient for NaN and infinity, and throws an
    /// <see cref="AnomalyException"/> that names the operation that made one first. Slow: for finding a mistake, not for training.
    /// </summary>
    public static AnomalyScope DetectAnomaly() => new();

    /// <summary>
    /// Until the result is disposed, every recorded operation also remembers its inputs and its result, and keeps its gradient in a later backward pass: what
    /// a drawing of the graph shows. Costs memory: for looking at small graphs, not for training.
    /// </summary>
    /// <example><code>
    /// using (Autograd.RecordValues()) y = 1 / (1 + (-(w * x)).Exp());
    /// y.Backward();
    /// GraphDrawing.Of(y, ("w", w), ("x", x)).SaveSvg("graph.svg");
    /// </code></example>
    public static ValuesScope RecordValues() => new();

    /// <summary>
    /// The gradients of a scalar with respect to chosen tensors, without touching anybody's <see cref="Tensor.Grad"/>.
    /// </summary>
    /// <param name="y">What to differentiate; a scalar unless <paramref name="seed"/> is given.</param>
    /// <param name="inputs">With respect to what. Each must require a gradient.</param>
    /// <param name="seed">The gradient with respect to <paramref name="y"/>; ones for a scalar.</param>
    /// <param name="createGraph">Records the backward pass, so that the gradients can be differentiated again.</param>
    /// <param name="retainGraph">Keeps the graph for another pass; also true when <paramref name="createGraph"/> is.</param>
    /// <returns>One gradient for each input, zeros where <paramref name="y"/> does not depend on it.</returns>
    /// <exception cref="AutogradException">There is no graph, it was freed, or an input does not require a gradient.</exception>
    public static Tensor[] Grad(Tensor y, ReadOnlySpan<Tensor> inputs, Tensor? seed = null, bool createGraph = false, bool retainGraph = false)
    {
        var nodes = new Node[inputs.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = inputs[i].Node ?? throw new AutogradException(
                $"Input {i} of shape {inputs[i].Shape} does not require a gradient.", "Set RequiresGrad = true before computing with it.");
        }

        Tensor?[] found = Engine.Run(y, seed, retainGraph || createGraph, createGraph, nodes);
        var result = new Tensor[nodes.Length];
        for (int i = 0; i < nodes.Length; i++) result[i] = found[i] ?? Tensor.Zeros(inputs[i].Shape, inputs[i].DType);
        return result;
    }

    /// <summary>
    /// A differentiable function in two delegates, for a gradient of one's own without a class.
    /// </summary>
    /// <param name="name">Its name, for messages and drawings.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="forward">Computes the result from the inputs; nothing in it is recorded.</param>
    /// <param name="backward">From the gradient with respect to the result, one gradient of its shape for each input (null where there is none).</param>
    /// <returns>The result of <paramref name="forward"/>.</returns>
    public static Tensor Function(string name, Tensor[] inputs, Func<Tensor[], Tensor> forward, Func<Tensor, Tensor?[]> backward)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        Tensor y;
        using (Pause()) y = forward(inputs);
        if (y is null) throw new AutogradException($"The forward function of {name} returned null.", "Return the result, a tensor.");
        bool isTracked = false;
        foreach (Tensor x in inputs) isTracked |= x.IsTracked;
        return isTracked ? y.Detached().From(new FunctionGradient(name, inputs, backward)) : y;
    }

    sealed class FunctionGradient(string name, Tensor[] inputs, Func<Tensor, Tensor?[]> backward) : Node((ReadOnlySpan<Tensor?>)inputs)
    {
        public override string Name => name;

        public override void Backward(Tensor dy)
        {
            Tensor?[] gradients = backward(dy) ?? throw new AutogradException($"The backward function of {name} returned null.", "Return an array with one gradient for each input, null for an input without one.");
            if (gradients.Length != InputCount)
                throw new AutogradException($"The backward function of {name} returned {gradients.Length} gradients for {InputCount} inputs.", "Return null for an input without a gradient.");
            for (int i = 0; i < gradients.Length; i++)
            {
                // It may be a tensor that the function keeps and gives again.
                if (gradients[i] is { } g) GiveShared(i, g);
            }
        }
    }
}
