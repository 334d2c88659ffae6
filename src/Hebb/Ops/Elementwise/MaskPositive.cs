using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>dy where y &gt; 0, else 0: the way of a gradient through a ReLU that was fused into the operation before it.</summary>
    static Tensor MaskPositive(Tensor dy, Tensor y) => Autograd.IsRecording
        ? dy * new Tensor(y.Backend.Compare(CompareKernel.Greater, y.Data, Tensor.Scalar(0, y.DType).Data)).To(y.DType)
        : RunGradient(UnaryKernel.Relu, dy, y);
}
