using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hebb.Nn;

namespace Hebb.Training;

/// <summary>
/// Measures the time and memory of each layer for some steps of a training, forward and backward, and prints a table at the end. Layers with hooks are not fused
/// with their neighbours, so the steps that it measures are a little slower than the others.
/// </summary>
public sealed class LayerProfiler : Callback
{
    readonly int steps, warmUp;
    readonly TextWriter? output;
    readonly List<IDisposable> hooks = [];
    readonly Stack<(long Start, long Bytes)> running = new();
    readonly Dictionary<Module, LayerProfile> found = new(ReferenceEqualityComparer.Instance);
    readonly List<LayerProfile> rows = [];
    LayerProfile? backward;
    long lastMark, stepStart, total;
    int seen, measured;

    /// <summary>Makes the callback.</summary>
    /// <param name="steps">How many steps to measure, at least 1.</param>
    /// <param name="warmUp">How many steps to let pass before.</param>
    /// <param name="output">Where the table is printed after the last measured step; nowhere unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its bound.</exception>
    public LayerProfiler(int steps = 20, int warmUp = 5, TextWriter? output = null)
    {
        if (steps < 1) throw new ArgumentOutOfRangeException(nameof(steps), steps, "At least one step is measured.");
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        (this.steps, this.warmUp, this.output) = (steps, warmUp, output);
    }

    /// <summary>The layers in the model's order; filled while it measures.</summary>
    public IReadOnlyList<LayerProfile> Layers => rows;

    /// <summary>The mean time of a measured step, data, loss and update included.</summary>
    public TimeSpan StepTime => measured == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, total / measured);

    /// <inheritdoc/>
    public override void OnFitStart(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Remove();
        found.Clear();
        rows.Clear();
        (seen, measured, total) = (0, 0, 0);
        if (warmUp == 0) Attach(state.Model);
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        long now = Stopwatch.GetTimestamp();
        if (hooks.Count > 0 && stepStart != 0)
        {
            total += now - stepStart;
            measured++;
        }

        stepStart = now;
        seen++;
        if (seen == warmUp) Attach(state.Model);
        if (measured != steps || hooks.Count == 0) return;
        Remove();
        output?.WriteLine(ToString());
    }

    /// <inheritdoc/>
    /// <remarks>Where several batches make a step, what the backward pass of all but the last one does in the first layer is not measured.</remarks>
    public override void OnBatchStart(TrainingState state, Data.Batch batch) => backward = null;

    /// <inheritdoc/>
    public override void OnGradients(TrainingState state)
    {
        if (hooks.Count > 0) CloseBackward();
    }

    /// <inheritdoc/>
    public override void OnException(TrainingState state, Exception problem) => Remove();

    /// <inheritdoc/>
    public override void OnFitEnd(TrainingState state)
    {
        if (hooks.Count == 0) return;
        Remove();
        output?.WriteLine(ToString());
    }

    /// <summary>The table: a line for each layer, with the means of a step.</summary>
    public override string ToString()
    {
        int width = rows.Count == 0 ? 5 : Math.Max(5, rows.Max(r => Label(r).Length));
        var text = new StringBuilder();
        text.Append("layer".PadRight(width)).Append("   forward ms  backward ms    share   memory KB\n");
        double all = Math.Max(1e-12, rows.Where(r => r.IsLeaf).Sum(r => r.Forward.TotalMilliseconds + r.Backward.TotalMilliseconds));
        foreach (LayerProfile row in rows)
        {
            double share = (row.Forward + row.Backward).TotalMilliseconds / all;
            text.Append(Label(row).PadRight(width)).Append(CultureInfo.InvariantCulture, $"{row.Forward.TotalMilliseconds,13:F3}{row.Backward.TotalMilliseconds,13:F3}");
            text.Append(row.IsLeaf ? string.Create(CultureInfo.InvariantCulture, $"{share,9:P1}") : new string(' ', 9)).Append(CultureInfo.InvariantCulture, $"{row.Bytes / 1024.0,12:F1}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"a step takes {StepTime.TotalMilliseconds:F3} ms (mean of {measured})").ToString();
    }

    static string Label(LayerProfile row) => row.Name.Length == 0 ? row.Kind : $"{row.Name} {row.Kind}";

    void Attach(Module model)
    {
        foreach ((string name, Module module) in model.NamedModules())
        {
            var row = new LayerProfile(name, module.TypeName, module.Children.Count == 0);
            rows.Add(row);
            found[module] = row;
            hooks.Add(module.AddForwardPreHook((_, _) => running.Push((Stopwatch.GetTimestamp(), Memory.Statistics.BytesInUse))));
            hooks.Add(module.AddForwardHook(Leave));
        }
    }

    Tensor? Leave(Module module, Tensor x, Tensor y)
    {
        (long start, long bytes) = running.Pop();
        LayerProfile row = found[module];
        if (!module.IsTraining || !y.IsTracked) return null;
        row.ForwardTicks += Stopwatch.GetTimestamp() - start;
        row.BytesSum += Math.Max(Memory.Statistics.BytesInUse - bytes, 0);
        row.Calls++;
        if (!row.IsLeaf) return null;

        // A node of ours behind each layer: when the backward pass comes by, the layers after it are done, and the time since the last such mark is the later layer's.
        return Autograd.Function("Profile", [y], inputs => inputs[0], dy =>
        {
            Mark(row);
            return [dy];
        });
    }

    void Mark(LayerProfile? next)
    {
        long now = Stopwatch.GetTimestamp();
        if (backward is not null) backward.BackwardTicks += now - lastMark;
        backward = next;
        lastMark = now;
    }

    void CloseBackward()
    {
        Mark(null);
        foreach (LayerProfile row in rows) row.Steps++;
    }

    void Remove()
    {
        foreach (IDisposable hook in hooks) hook.Dispose();
        hooks.Clear();
        running.Clear();
        backward = null;
        stepStart = 0;
    }
}
