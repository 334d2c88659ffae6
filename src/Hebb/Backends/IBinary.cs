using System.Numerics;
using Hebb.Backends.Cpu;

namespace Hebb.Backends;

/// <summary>A function of two elements, written once for every type and register width; the formula of an operation with two operands, as <see cref="IUnary"/> is that of one.</summary>
internal interface IBinary
{
    /// <summary>y = f(a, b) for one register.</summary>
    static abstract V Apply<S, V, T>(V a, V b)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;

    /// <summary>Whether the formula is right for whole numbers too.</summary>
    static virtual bool WorksOnIntegers => true;

    /// <summary>What the function means between truth values, if it means anything.</summary>
    static virtual CompareFunction? OnTruthValues => null;
}

/// <summary>A question about two elements of any type; with NaN the answer is that of C#.</summary>
internal interface ITest
{
    /// <summary>Whether it holds.</summary>
    static abstract bool Holds<T>(T a, T b)
        where T : unmanaged, INumber<T>;
}
