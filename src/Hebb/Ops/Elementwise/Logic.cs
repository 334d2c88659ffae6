using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>Where both masks are true, broadcast.</summary>
        /// <param name="a">A mask.</param>
        /// <param name="b">A mask.</param>
        /// <exception cref="DTypeException">An operand is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator &(Tensor a, Tensor b) => Run(BinaryKernel.Minimum, Mask("&", a), Mask("&", b));

        /// <summary>Where at least one mask is true, broadcast.</summary>
        /// <param name="a">A mask.</param>
        /// <param name="b">A mask.</param>
        /// <exception cref="DTypeException">An operand is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator |(Tensor a, Tensor b) => Run(BinaryKernel.Maximum, Mask("|", a), Mask("|", b));

        /// <summary>Where exactly one mask is true, broadcast.</summary>
        /// <param name="a">A mask.</param>
        /// <param name="b">A mask.</param>
        /// <exception cref="DTypeException">An operand is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator ^(Tensor a, Tensor b) => new Tensor(a.Backend.Compare(CompareKernel.NotEqual, Mask("^", a).Data, Mask("^", b).Data));

        /// <summary>Where a mask is false.</summary>
        /// <param name="a">A mask.</param>
        /// <exception cref="DTypeException">The operand is not Bool.</exception>
        public static Tensor operator !(Tensor a) => Run(UnaryKernel.LogicalNot, Mask("!", a));
    }

    static Tensor Mask(string operation, Tensor x) => x.DType == DType.Bool
        ? x
        : throw new DTypeException($"{operation} joins masks of Bool; it got {x.DType}.", "Compare first, such as x > 0 or x.NotEqual(0).");
}
