using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>Where a = b, element by element, broadcast; types are promoted. (The operators == and != compare references, as for any object.)</summary>
        /// <param name="b">Right operand.</param>
        /// <returns>A mask.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor Equal(Tensor b) => Compared<EqualTest>(a, b);

        /// <summary>Where a = b for a number b.</summary>
        /// <param name="b">A number.</param>
        /// <returns>A mask.</returns>
        public Tensor Equal(double b) => Compared<EqualTest>(a, b);
    }

    readonly struct EqualTest : ITest
    {
        static bool ITest.Holds<T>(T a, T b) => a == b;
    }
}
