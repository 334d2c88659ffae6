using System.Runtime.CompilerServices;
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
        public static Tensor operator &(Tensor a, Tensor b) => Compare<AndTest>(Mask("&", a), Mask("&", b));

        /// <summary>Where at least one mask is true, broadcast.</summary>
        /// <param name="a">A mask.</param>
        /// <param name="b">A mask.</param>
        /// <exception cref="DTypeException">An operand is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator |(Tensor a, Tensor b) => Compare<OrTest>(Mask("|", a), Mask("|", b));

        /// <summary>Where exactly one mask is true, broadcast.</summary>
        /// <param name="a">A mask.</param>
        /// <param name="b">A mask.</param>
        /// <exception cref="DTypeException">An operand is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator ^(Tensor a, Tensor b) => Compare<XorTest>(Mask("^", a), Mask("^", b));

        /// <summary>Where a mask is false.</summary>
        /// <param name="a">A mask.</param>
        /// <exception cref="DTypeException">The operand is not Bool.</exception>
        public static Tensor operator !(Tensor a) => Run(UnaryFunction<LogicalNotFormula>.Instance, Mask("!", a));
    }

    static Tensor Mask(string operation, Tensor x) => x.DType == DType.Bool
        ? x
        : throw new DTypeException($"{operation} joins masks of Bool; it got {x.DType}.", "Compare first, such as x > 0 or x.NotEqual(0).");

    readonly struct AndTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => (a != T.Zero) & (b != T.Zero);
    }

    readonly struct OrTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => (a != T.Zero) | (b != T.Zero);
    }

    readonly struct XorTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => (a != T.Zero) ^ (b != T.Zero);
    }

    readonly struct LogicalNotFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        static bool IUnary.WorksOnTruthValues => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.And(S.Equal(x, S.Zero), S.Of(1.0));
    }
}
