using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a + b, element by element, broadcast; types are promoted.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator +(Tensor a, Tensor b)
        {
            Tensor y = Binary<AddFormula>(a, b);
            return Tracks(a, b) ? y.From(new AddOperationGradient(a, b)) : y;
        }

        /// <summary>a + b for a number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number; with a fraction, it makes an integer tensor Float32.</param>
        public static Tensor operator +(Tensor a, double b)
        {
            Tensor x = ForNumber("+", a, b), y = Run(UnaryFunction<AddScalarFormula>.Instance, x, b);
            return a.IsTracked ? y.From(new AddNumberGradient(a)) : y;
        }

        /// <summary>a + b for a number a.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        public static Tensor operator +(double a, Tensor b) => b + a;
    }

    // da = dy, db = dy.
    sealed class AddOperationGradient(Tensor a, Tensor b) : Node(a, b)
    {
        public override string Name => "Add";

        public override void Backward(Tensor dy)
        {
            AddGradient(0, dy);
            AddGradient(1, dy);
        }
    }

    sealed class AddNumberGradient(Tensor a) : Node(a)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy);
    }

    readonly struct AddFormula : IBinary
    {
        static CompareFunction? IBinary.OnTruthValues => CompareFunction<OrTest>.Instance;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.Add(a, b);
    }

    readonly struct AddScalarFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Add(x, a);
    }
}
