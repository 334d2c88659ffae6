using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Sets each element to 0 with probability p and divides the others by 1 − p, so that the mean stays: y = x · keep/(1 − p). For p = 1 all zeros; outside
        /// training, or for p = 0, x itself.
        /// </summary>
        /// <param name="p">The probability of a 0, in [0, 1].</param>
        /// <param name="training">Whether to drop anything.</param>
        /// <param name="generator">Where the choices come from; <see cref="Generator.Default"/> unless given.</param>
        /// <returns>The shape of x.</returns>
        /// <remarks>Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (JMLR 15, 2014).</remarks>
        /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor Dropout(double p = 0.5, bool training = true, Generator? generator = null)
        {
            CheckDropout(x, p);
            if (!training || p == 0) return x;
            Tensor factors = Tensor.Uninitialized(x.Shape, x.DType, x.Backend);
            factors.Backend.FillBernoulli(factors.Data, generator ?? Generator.Default, 1 - p);
            return DropBy(x, factors, p);
        }

        /// <summary>Dropout with chosen elements: y = x · mask/(1 − p).</summary>
        /// <param name="mask">1 or true where x stays, 0 or false where it is dropped; broadcasts to x.</param>
        /// <param name="p">The probability with which the mask was drawn, in [0, 1].</param>
        /// <returns>The shape of x.</returns>
        /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
        /// <exception cref="ShapeException">The mask does not broadcast to x.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor DropoutMask(Tensor mask, double p)
        {
            CheckDropout(x, p);
            if (Shape.Broadcast(x.Shape, mask.Shape) != x.Shape) throw new ShapeException($"A mask of shape {mask.Shape} does not fit a tensor of shape {x.Shape}.", "Draw the mask in the tensor's shape.");
            return DropBy(x, mask.Detach().To(x.DType), p);
        }
    }

    static Tensor DropBy(Tensor x, Tensor keep, double p)
    {
        Tensor factors = keep * (p == 1 ? 0 : 1 / (1 - p));
        Tensor y = Run(BinaryFunction<MulFormula>.Instance, x, factors);
        return x.IsTracked ? y.From(new DropoutGradient(x, factors)) : y;
    }

    static void CheckDropout(Tensor x, double p)
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, $"Dropout's p = {p} is the probability that an element becomes 0; it lies between 0 and 1, usually 0.1 to 0.5.");
        if (x.DType is not (DType.Float32 or DType.Float64)) throw new DTypeException($"Dropout computes in Float32 or Float64; the input is {x.DType}.", "Convert it first: x.To(DType.Float32).");
    }

    // dx = dy · keep/(1 − p), with the choices of the forward pass.
    sealed class DropoutGradient(Tensor x, Tensor factors) : Node(x)
    {
        SavedTensor factors = new(factors);

        public override void Backward(Tensor dy) => AddGradient(0, dy * factors.For(this));

        protected override void Release() => factors = default;
    }
}
