using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>dy where y &gt; 0, else 0: the way of a gradient through a ReLU that was fused into the operation before it.</summary>
    static Tensor MaskPositive(Tensor dy, Tensor y) => Autograd.IsRecording
        ? dy * Indicator(y > 0, y)
        : RunGradient(UnaryFunction<ReluFormula>.Instance, dy, y);
}
