using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>
    /// The gradient of an element-wise function: dx = dy · f'. One fused pass, except where the pass itself is recorded: then <paramref name="derivative"/>
    /// says f' in operations.
    /// </summary>
    /// <param name="kernel">The function.</param>
    /// <param name="x">Its argument.</param>
    /// <param name="y">Its result.</param>
    /// <param name="a">Its first parameter.</param>
    /// <param name="b">Its second parameter.</param>
    /// <param name="derivative">f' from the saved operand, in differentiable operations; null where there is none.</param>
    sealed class UnaryGradient(UnaryKernel kernel, Tensor x, Tensor y, double a = 0, double b = 0, Func<Tensor, Tensor>? derivative = null) : Node(x)
    {
        Saved saved = new(x.Backend.GradientUsesOutput(kernel) ? y : x);

        public override string Name => kernel.ToString();

        public override bool IsTwiceDifferentiable => derivative is not null;

        public override void Backward(Tensor dy)
        {
            Tensor value = saved.For(this);
            Give(0, Autograd.IsRecording ? dy * derivative!(value) : dy.Backend.UnaryGradient(kernel, dy, value, a, b));
        }

        protected override void Release() => saved = default;
    }
}
