using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>The formula of an element-wise function that records itself: everything about it but its public face, in one struct.</summary>
    internal interface IDifferentiable : IUnary
    {
        /// <summary>f' in differentiable operations, for gradients of gradients; saved is the result where the formula's gradient uses that, else the argument.</summary>
        static abstract Tensor Derivative(Tensor saved, double a, double b);
    }

    /// <summary>
    /// The gradient of an element-wise function: dx = dy · f'. One fused pass, except where the pass itself is recorded: then its derivative is made of operations.
    /// </summary>
    sealed class UnaryGradient<F>(Tensor x, Tensor y, double a, double b) : Node(x)
        where F : struct, IDifferentiable
    {
        SavedTensor saved = new(F.GradientUses == SavedOperand.Output ? y : x);

        public override string Name => UnaryFunction<F>.Instance.Name;

        public override void Backward(Tensor dy)
        {
            Tensor value = saved.For(this);
            AddGradient(0, Autograd.IsRecording ? dy * F.Derivative(value, a, b) : RunGradient(UnaryFunction<F>.Instance, dy, value, a, b));
        }

        protected override void Release() => saved = default;
    }

    /// <summary>y = f(x); nothing is recorded.</summary>
    static Tensor Run(UnaryFunction f, Tensor x, double a = 0, double b = 0)
    {
        Tensor y = Tensor.UninitializedLike(x);
        x.Backend.Unary(f, x.Data, y.Data, a, b);
        return y;
    }

    /// <summary>dx = dy · f' in one pass; nothing is recorded.</summary>
    static Tensor RunGradient(UnaryFunction f, Tensor dy, Tensor saved, double a = 0, double b = 0)
    {
        Tensor dx = Tensor.UninitializedLike(dy);
        dy.Backend.UnaryGradient(f, dy.Data, saved.Data, dx.Data, a, b);
        return dx;
    }

    /// <summary>A function of floating-point numbers: integers and truth values become Float32 first, as in PyTorch.</summary>
    static Tensor Function<F>(Tensor x, double a = 0, double b = 0)
        where F : struct, IDifferentiable
    {
        // Checked first: a small tensor's arithmetic is nearly as cheap as the name of its function.
        Tensor numbers = x.DType is DType.Float32 or DType.Float64 ? x : Floating(UnaryFunction<F>.Instance.Name, x), y = Run(UnaryFunction<F>.Instance, numbers, a, b);
        return x.IsTracked ? y.From(new UnaryGradient<F>(x, y, a, b)) : y;
    }

    /// <summary>A function that keeps integers what they are; truth values have none.</summary>
    static Tensor NumberFunction<F>(Tensor x, double a = 0, double b = 0)
        where F : struct, IDifferentiable
    {
        if (x.DType == DType.Bool) throw NotForTruthValues(UnaryFunction<F>.Instance.Name);
        Tensor y = Run(UnaryFunction<F>.Instance, x, a, b);
        return x.IsTracked ? y.From(new UnaryGradient<F>(x, y, a, b)) : y;
    }

    static DTypeException NotForTruthValues(string function) => new($"{function} is not defined for truth values.", "Convert them first: x.To(DType.Float32).");

    /// <summary>1 where a mask is true, else 0: a derivative that is constant on either side of a kink.</summary>
    static Tensor Indicator(Tensor mask, Tensor like) => mask.To(like.DType);
}
