using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    static Tensor Compared<F>(Tensor a, Tensor b)
        where F : struct, ITest
    {
        if (a.DType == b.DType && a.DType.IsComputable) return Compare<F>(a, b);
        DType type = ComparedType(a, b);
        if (!type.IsComputable) throw NotComputable(CompareFunction<F>.Instance.Name, type);
        using var _ = Autograd.Pause();
        return Compare<F>(a.To(type), b.To(type));
    }

    // Unlike in arithmetic, a scalar integer widens the other operand: 255 as a UInt8 is not below a scalar of −1.
    static DType ComparedType(Tensor a, Tensor b) => a.DType.IsFloatingPoint || b.DType.IsFloatingPoint ? CommonType(a, b) : DTypes.Promote(a.DType, b.DType);

    static Tensor Compared<F>(Tensor a, double b)
        where F : struct, ITest
    {
        Tensor x = ForComparison<F>(a, b);
        return Compare<F>(x, Tensor.Scalar(b, x.DType));
    }

    /// <summary>The mask of a test on operands of one type.</summary>
    static Tensor Compare<F>(Tensor a, Tensor b)
        where F : struct, ITest => new(a.Backend.Compare(CompareFunction<F>.Instance, a.Data, b.Data));

    // An integer tensor is compared in a type that holds the number: 255 as a UInt8 is not below −1, nor 1 equal to 1.5.
    static Tensor ForComparison<F>(Tensor x, double number)
        where F : struct, ITest
    {
        if (x.DType is DType.Float32 or DType.Float64) return x;
        if (!x.DType.IsComputable) throw NotComputable(CompareFunction<F>.Instance.Name, x.DType);
        if (number != Math.Truncate(number) || Math.Abs(number) >= 9.2e18) return x.To(DType.Float64);
        bool fits = x.DType switch
        {
            DType.Bool => false,
            DType.UInt8 => number is >= 0 and <= 255,
            DType.Int32 => number is >= int.MinValue and <= int.MaxValue,
            _ => true,
        };
        return fits ? x : x.To(DType.Int64);
    }
}
