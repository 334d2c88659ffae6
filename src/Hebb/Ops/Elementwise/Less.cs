using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>Where a is below b, element by element, broadcast; types are promoted. False where either is NaN.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator <(Tensor a, Tensor b) => Compared<LessTest>(a, b);

        /// <summary>Where a is below the number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator <(Tensor a, double b) => Compared<LessTest>(a, b);

        /// <summary>Where the number a is below b.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator <(double a, Tensor b) => Compared<GreaterTest>(b, a);

        /// <summary>Where a is above b, element by element, broadcast; types are promoted. False where either is NaN.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator >(Tensor a, Tensor b) => Compared<GreaterTest>(a, b);

        /// <summary>Where a is above the number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator >(Tensor a, double b) => Compared<GreaterTest>(a, b);

        /// <summary>Where the number a is above b.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        public static Tensor operator >(double a, Tensor b) => Compared<LessTest>(b, a);
    }

    readonly struct LessTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => a < b;
    }

    readonly struct GreaterTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => a > b;
    }
}
