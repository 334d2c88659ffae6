using System.Numerics;
using Hebb.Backends.Cpu;

namespace Hebb.Backends;

/// <summary>
/// A function of one element, written once for every type and register width in the words of <see cref="ISimd{V, T}"/>. An operation's file holds its formula as an empty struct
/// named after it ("ReluFormula"); <see cref="UnaryFunction{F}"/> makes a kernel of it.
/// </summary>
internal interface IUnary
{
    /// <summary>y = f(x) for one register; a and b are the function's parameters, if it has some, in every lane.</summary>
    static abstract V Apply<S, V, T>(V x, V a, V b)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;

    /// <summary>dx = dy · f' for one register; saved is what <see cref="GradientUses"/> says. At kinks as in PyTorch.</summary>
    static virtual V Gradient<S, V, T>(V dy, V saved, V a, V b)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
        throw new NotSupportedException("This function has no gradient.");

    /// <summary>What the gradient is computed from besides dy.</summary>
    static virtual SavedOperand GradientUses => SavedOperand.Input;

    /// <summary>Whether the formula is right for whole numbers too.</summary>
    static virtual bool WorksOnIntegers => false;

    /// <summary>Whether it is right for truth values, bytes of 0 and 1.</summary>
    static virtual bool WorksOnTruthValues => false;
}

/// <summary>What a function's gradient needs besides dy.</summary>
internal enum SavedOperand
{
    /// <summary>Nothing: the saved pointer is not read and may be null.</summary>
    None,

    /// <summary>The function's input x.</summary>
    Input,

    /// <summary>The function's output y.</summary>
    Output,
}
