namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Where x is not a number.</summary>
        /// <returns>A mask; all false for integers.</returns>
        public Tensor IsNan() => Compared<NotEqualTest>(x, x);

        /// <summary>Where x is neither infinite nor NaN.</summary>
        /// <returns>A mask; all true for integers.</returns>
        public Tensor IsFinite()
        {
            if (!x.DType.IsFloatingPoint) return Compared<EqualTest>(x, x);
            return x.Detached().Abs() < double.PositiveInfinity;
        }
    }
}
