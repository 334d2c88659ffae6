using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

/// <summary>
/// Every operation on tensors, one file each: its public face, documentation, forward rule and backward rule stand together. All are extension members of
/// <see cref="Tensor"/>: <c>x.Relu()</c>, <c>a + b</c>.
/// </summary>
public static partial class Ops
{
    /// <summary>Whether an operation on these operands is to be recorded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Tracks(Tensor a, Tensor b) => (a.Node ?? b.Node) is not null && Autograd.IsRecording;

    /// <summary>
    /// Brings two operands to their common type (<see cref="DTypes.Promote"/>). A scalar tensor does not widen the other operand's type within its kind:
    /// a Float32 matrix times a Float64 scalar stays Float32, as in PyTorch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Tensor Binary<F>(Tensor a, Tensor b)
        where F : struct, IBinary => a.DType == b.DType && a.DType.IsComputable ? Run(BinaryFunction<F>.Instance, a, b) : Promoted(BinaryFunction<F>.Instance, a, b);

    /// <summary>y = f(a, b), broadcast, for operands of one type; nothing is recorded.</summary>
    static Tensor Run(BinaryFunction f, Tensor a, Tensor b)
    {
        Tensor y = Tensor.Uninitialized(Shape.Broadcast(a.Shape, b.Shape), a.DType, a.Backend);
        a.Backend.Binary(f, a.Data, b.Data, y.Data);
        return y;
    }

    static Tensor Promoted(BinaryFunction f, Tensor a, Tensor b)
    {
        DType type = CommonType(a, b);
        if (!type.IsComputable) throw NotComputable(f.Name, type);
        using var _ = Autograd.Pause();
        return Run(f, a.To(type), b.To(type));
    }

    static DType CommonType(Tensor a, Tensor b)
    {
        if (a.DType == b.DType) return a.DType;
        if (a.Rank == 0 != (b.Rank == 0))
        {
            (Tensor scalar, Tensor array) = a.Rank == 0 ? (a, b) : (b, a);
            if (Kind(scalar.DType) <= Kind(array.DType)) return array.DType;
            return scalar.DType == DType.Float64 ? DType.Float32 : scalar.DType;
        }

        return DTypes.Promote(a.DType, b.DType);

        static int Kind(DType type) => type == DType.Bool ? 0 : type.IsFloatingPoint ? 2 : 1;
    }

    /// <summary>The operand of an arithmetic operation with a number: integers become Float32 when the number has a fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Tensor ForNumber(string operation, Tensor x, double number) => x.DType is DType.Float32 or DType.Float64 ? x : ConvertedForNumber(operation, x, number);

    static Tensor ConvertedForNumber(string operation, Tensor x, double number)
    {
        if (!x.DType.IsComputable) throw NotComputable(operation, x.DType);
        bool isWhole = number == Math.Truncate(number) && Math.Abs(number) < 9.2e18;
        if (x.DType == DType.Bool) return x.To(isWhole ? DType.Int64 : DType.Float32);
        return isWhole ? x : x.To(DType.Float32);
    }

    /// <summary>The operand of a function that is defined on floating-point numbers: integers and truth values become Float32, as in PyTorch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Tensor Floating(string operation, Tensor x)
    {
        if (x.DType is DType.Float32 or DType.Float64) return x;
        return x.DType.IsComputable ? x.To(DType.Float32) : throw NotComputable(operation, x.DType);
    }

    static DTypeException NotComputable(string operation, DType type) => new(
        $"{operation} does not compute with {type}, which is only stored and converted.", "Convert it first: x.To(DType.Float32).");
}
