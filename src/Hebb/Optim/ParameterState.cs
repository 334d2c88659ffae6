using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>What an optimizer remembers of one parameter: how often it was updated, and a few tensors of the parameter's shape.</summary>
public sealed class ParameterState
{
    readonly Tensor?[] buffers;

    internal ParameterState(Parameter parameter, int bufferCount)
    {
        Parameter = parameter;
        buffers = new Tensor?[bufferCount];
    }

    /// <summary>The parameter.</summary>
    public Parameter Parameter { get; }

    /// <summary>How many updates there were, the present one included; 1 in the first.</summary>
    public long Step { get; internal set; }

    /// <summary>A number that a rule remembers besides, 1 at the beginning; saved if <see cref="Optimizer.NumberName"/> names it.</summary>
    public double Number { get; set; } = 1;

    /// <summary>Whether one of the tensors was used before.</summary>
    /// <param name="index">Its place in <see cref="Optimizer.BufferNames"/>.</param>
    public bool HasBuffer(int index) => buffers[index] is not null;

    /// <summary>One of the tensors, zeros before the first use. Its values change in place; it outlives every memory scope.</summary>
    /// <param name="index">Its place in <see cref="Optimizer.BufferNames"/>.</param>
    public Tensor Buffer(int index)
    {
        Tensor value = Parameter.Tensor;
        if (buffers[index] is not { } buffer) return buffers[index] = Tensor.Zeros(value.Shape, value.DType).Keep();
        // The module was converted to another type since the last step.
        return buffer.DType == value.DType ? buffer : buffers[index] = buffer.To(value.DType).Keep();
    }

    internal Tensor? Held(int index) => buffers[index];

    internal void Put(int index, Tensor? value) => buffers[index] = value;
}
