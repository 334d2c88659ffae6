using System.Runtime.InteropServices;
using CsCheck;
using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>A tensor of any type, shape and layout, with the values that formats stumble over: NaN with its bits, infinities, −0, the extremes.</summary>
readonly record struct AnyTensor(DType Type, int[] Shape, int Layout, uint Seed)
{
    public static readonly Gen<AnyTensor> Any = Gen.Select(Gen.Enum<DType>(), Shapes.Any, Gen.Int[0, 19], Gen.UInt, (type, shape, layout, seed) => new AnyTensor(type, shape, layout, seed));

    /// <summary>Names as programs give them, and as they should not.</summary>
    public static readonly Gen<string> Name = Gen.Frequency((8, Gen.Char["abcxyzABC019._"]), (1, Gen.Char["/\\ :\"'%äß中\n\t"]), (1, Gen.OneOf('\u2028', '\0', '\uD83D', '\uDE00', '\uFFFF'))).Array[0, 10].Select(c => new string(c));

    public static readonly Gen<Dictionary<string, AnyTensor>> Named = Gen.Select(Name, Any).Array[0, 4].Select(pairs => pairs.DistinctBy(p => p.Item1, StringComparer.Ordinal).ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal));

    public Tensor Made() => Type switch
    {
        DType.Float64 => Laid(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0123)),
        DType.Int64 => Laid(long.MinValue, long.MaxValue, 0L),
        DType.Int32 => Laid(int.MinValue, int.MaxValue, 0),
        DType.UInt8 => Laid<byte>(0, 255),
        DType.Bool => Laid(true, false),
        DType.Float16 => Laid(Half.NaN, Half.PositiveInfinity, Half.NegativeInfinity, (Half)(-0f), Half.Epsilon, Half.MaxValue),
        DType.BFloat16 => Laid(float.NaN, float.PositiveInfinity, -0f, 1e-38f, -3e38f).To(DType.BFloat16),
        _ => Laid(float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue, BitConverter.Int32BitsToSingle(0x7F80_0123)),
    };

    /// <summary>The elements as they would stand in a file.</summary>
    public static byte[] Bytes(Tensor x)
    {
        using var stream = new MemoryStream();
        TensorBytes.Write(stream, x);
        return stream.ToArray();
    }

    public static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal((expected.DType, expected.Shape), (actual.DType, actual.Shape));
        Assert.Equal(Bytes(expected), Bytes(actual));
    }

    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}], laid {Layout}, seed {Seed}";

    Tensor Laid<T>(params T[] extremes)
        where T : unmanaged
    {
        var random = new System.Random((int)Seed);
        var values = new T[NaiveArray.Size(Shape)];
        if (typeof(T) != typeof(bool)) random.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        for (int i = 0; i < values.Length; i++)
            if (typeof(T) == typeof(bool) || random.Next(6) == 0) values[i] = extremes[random.Next(extremes.Length)];
        return Shapes.Laid(values, Shape, Layout);
    }
}
