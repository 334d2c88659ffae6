namespace Hebb.Nn;

/// <content>What the module is made of and what it costs.</content>
public abstract partial class Module
{
    /// <summary>
    /// Sends zeros of a shape through the module and reports layers, output shapes, parameters, multiply-adds and memory; print it. Gradients, running
    /// statistics, modes and <see cref="Generator.Default"/> are as before; hooks run, and lazy modules get their parameters.
    /// </summary>
    /// <param name="inputShape">The shape of an input, with its batch axis: <c>[1, 1, 28, 28]</c>.</param>
    /// <param name="dtype">The input's type: the parameters' for most modules, Int64 for an <see cref="Embedding"/>.</param>
    /// <returns>The rows and totals; <see cref="ModuleSummary.ToString()"/> is the table.</returns>
    /// <exception cref="ShapeException">The module does not take such an input.</exception>
    /// <remarks>Modules of your own whose Forward others call directly appear without an output shape; their parts appear in full. See <see cref="AddForwardHook(Func{Module, Tensor, Tensor, Tensor})"/>.</remarks>
    /// <example><code>Console.WriteLine(model.Summary([1, 1, 28, 28]));</code></example>
    public ModuleSummary Summary(Shape inputShape, DType dtype = DType.Float32) => SummaryRun.Of(this, Tensor.Zeros(inputShape, dtype));

    /// <summary>The same for an input of one's own, for modules that do not take zeros.</summary>
    /// <param name="input">The input, with its batch axis.</param>
    /// <returns>The rows and totals.</returns>
    public ModuleSummary Summary(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return SummaryRun.Of(this, input);
    }

    internal void SetOwnTraining(bool on) => IsTraining = on;
}
