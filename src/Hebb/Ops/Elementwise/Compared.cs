using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    static Tensor Compared(CompareKernel kernel, Tensor a, Tensor b)
    {
        if (a.DType == b.DType && a.DType.IsComputable) return new Tensor(a.Backend.Compare(kernel, a.Data, b.Data));
        DType type = CommonType(a, b);
        if (!type.IsComputable) throw NotComputable(kernel.ToString(), type);
        using var _ = Autograd.Pause();
        return new Tensor(a.Backend.Compare(kernel, a.To(type).Data, b.To(type).Data));
    }

    static Tensor Compared(CompareKernel kernel, Tensor a, double b)
    {
        Tensor x = ForComparison(kernel, a, b);
        return new Tensor(x.Backend.Compare(kernel, x.Data, Tensor.Scalar(b, x.DType).Data));
    }

    // An integer tensor is compared in a type that holds the number: 255 as a UInt8 is not below −1, nor 1 equal to 1.5.
    static Tensor ForComparison(CompareKernel kernel, Tensor x, double number)
    {
        if (x.DType is DType.Float32 or DType.Float64) return x;
        if (!x.DType.IsComputable) throw NotComputable(kernel.ToString(), x.DType);
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
