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
    /// <param name="derivative">f' from the saved operand and the two parameters, in differentiable operations; a static lambda, so that nothing is allocated for it.</param>
    /// <param name="a">Its first parameter.</param>
    /// <param name="b">Its second parameter.</param>
    sealed class UnaryGradient(UnaryKernel kernel, Tensor x, Tensor y, Func<Tensor, double, double, Tensor> derivative, double a = 0, double b = 0) : Node(x)
    {
        Saved saved = new(x.Backend.GradientUsesOutput(kernel) ? y : x);

        public override string Name => kernel.ToString();

        public override void Backward(Tensor dy)
        {
            Tensor value = saved.For(this);
            Give(0, Autograd.IsRecording ? dy * derivative(value, a, b) : RunGradient(kernel, dy, value, a, b));
        }

        protected override void Release() => saved = default;
    }

    /// <summary>y = f(x); nothing is recorded.</summary>
    internal static Tensor Run(UnaryKernel kernel, Tensor x, double a = 0, double b = 0)
    {
        Tensor y = Tensor.UninitializedLike(x);
        x.Backend.Unary(kernel, x.Data, y.Data, a, b);
        return y;
    }

    /// <summary>dx = dy · f' in one pass; nothing is recorded.</summary>
    static Tensor RunGradient(UnaryKernel kernel, Tensor dy, Tensor saved, double a = 0, double b = 0)
    {
        Tensor dx = Tensor.UninitializedLike(dy);
        dy.Backend.UnaryGradient(kernel, dy.Data, saved.Data, dx.Data, a, b);
        return dx;
    }

    /// <summary>A function of floating-point numbers: integers and truth values become Float32 first, as in PyTorch.</summary>
    static Tensor Function(UnaryKernel kernel, Tensor x, Func<Tensor, double, double, Tensor> derivative, double a = 0, double b = 0)
    {
        // Checked first: the name of a kernel costs more than a small tensor's arithmetic.
        Tensor numbers = x.DType is DType.Float32 or DType.Float64 ? x : Floating(kernel.ToString(), x), y = Run(kernel, numbers, a, b);
        return x.IsTracked ? y.From(new UnaryGradient(kernel, x, y, derivative, a, b)) : y;
    }

    /// <summary>A function that keeps integers what they are; truth values have none.</summary>
    static Tensor NumberFunction(UnaryKernel kernel, Tensor x, Func<Tensor, double, double, Tensor> derivative, double a = 0, double b = 0)
    {
        if (x.DType == DType.Bool) throw new DTypeException($"{kernel} is not defined for truth values.", "Convert them first: x.To(DType.Float32).");
        bool isWhole = !x.DType.IsFloatingPoint && kernel is (UnaryKernel.Floor or UnaryKernel.Ceil or UnaryKernel.Round);
        if (isWhole) return x;
        Tensor y = Run(kernel, x, a, b);
        return x.IsTracked ? y.From(new UnaryGradient(kernel, x, y, derivative, a, b)) : y;
    }

    /// <summary>1 where a mask is true, else 0: a derivative that is constant on either side of a kink.</summary>
    static Tensor Indicator(Tensor mask, Tensor like) => mask.To(like.DType);
}
