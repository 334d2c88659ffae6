using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>What the kernels of one normalisation share: statistics by piece, weight and bias by channel (either may be null).</summary>
internal unsafe struct NormOperands
{
    internal double* Mean, Variance;
    internal void* Weight, Bias;
    internal double Eps;

    /// <summary>Whether the statistics are taken of x.</summary>
    internal bool Measures;
    internal Activation Activation;

    internal readonly NormLine<T> Line<T>(int piece)
        where T : unmanaged, INumber<T>
    {
        T center = T.CreateTruncating(Mean[piece]);
        return new NormLine<T>
        {
            Center = center,
            Rest = Mean[piece] - double.CreateTruncating(center),
            Inverse = 1 / Math.Sqrt(Variance[piece] + Eps),
            Activation = Activation,
        };
    }

    /// <summary>Takes a channel's weight and bias into the line; returns the weight.</summary>
    internal readonly double Weigh<T>(ref NormLine<T> line, int channel)
        where T : unmanaged, INumber<T>
    {
        double weight = Weight == null ? 1 : double.CreateTruncating(((T*)Weight)[channel]);
        line.Weigh(weight, Bias == null ? 0 : double.CreateTruncating(((T*)Bias)[channel]));
        return weight;
    }
}

/// <summary>
/// One normalisation as y = (x − center) · scale + shift, and its gradient as dx = dy · scale + (x − center) · slope + constant, with numbers of the elements' type.
/// </summary>
internal struct NormLine<T>
    where T : unmanaged, INumber<T>
{
    internal T Center, Scale, Shift, Slope, Constant;

    internal Activation Activation;

    /// <summary>What the center leaves of the mean.</summary>
    internal double Rest;

    /// <summary>1/√(variance + ε).</summary>
    internal double Inverse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Weigh(double weight, double bias)
    {
        Scale = T.CreateTruncating(weight * Inverse);
        Shift = T.CreateTruncating(bias - (Rest * weight * Inverse));
    }
}
