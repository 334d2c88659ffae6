using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>Where a is at most b, element by element, broadcast; types are promoted. False where either is NaN.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator <=(Tensor a, Tensor b) => Compared<LessEqualTest>(a, b);

        /// <summary>Where a is at most the number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator <=(Tensor a, double b) => Compared<LessEqualTest>(a, b);

        /// <summary>Where the number a is at most b.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator <=(double a, Tensor b) => Compared<GreaterEqualTest>(b, a);

        /// <summary>Where a is at least b, element by element, broadcast; types are promoted. False where either is NaN.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator >=(Tensor a, Tensor b) => Compared<GreaterEqualTest>(a, b);

        /// <summary>Where a is at least the number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator >=(Tensor a, double b) => Compared<GreaterEqualTest>(a, b);

        /// <summary>Where the number a is at least b.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator >=(double a, Tensor b) => Compared<LessEqualTest>(b, a);
    }

    readonly struct LessEqualTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => a <= b;
    }

    readonly struct GreaterEqualTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => a >= b;
    }
}
