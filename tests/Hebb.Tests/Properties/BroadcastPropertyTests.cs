using CsCheck;

namespace Hebb.Tests;

/// <summary>Operations of two tensors broadcast and promote as documented, for any two shapes, types and layouts, and compute what C# computes of two numbers.</summary>
public sealed class BroadcastPropertyTests
{
    static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Library, Func<double, double, double> Floats, Func<long, long, long> Integers)> Operations = new()
    {
        ["+"] = ((a, b) => a + b, (a, b) => a + b, (a, b) => a + b),
        ["-"] = ((a, b) => a - b, (a, b) => a - b, (a, b) => a - b),
        ["*"] = ((a, b) => a * b, (a, b) => a * b, (a, b) => a * b),
        ["Maximum"] = ((a, b) => a.Maximum(b), Math.Max, Math.Max),
        ["Minimum"] = ((a, b) => a.Minimum(b), Math.Min, Math.Min),
    };

    static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Library, Func<double, double, bool> Plain)> Comparisons = new()
    {
        ["<"] = ((a, b) => a < b, (a, b) => a < b),
        ["<="] = ((a, b) => a <= b, (a, b) => a <= b),
        [">"] = ((a, b) => a > b, (a, b) => a > b),
        [">="] = ((a, b) => a >= b, (a, b) => a >= b),
        ["Equal"] = ((a, b) => a.Equal(b), (a, b) => a == b),
        ["NotEqual"] = ((a, b) => a.NotEqual(b), (a, b) => a != b),
    };

    static readonly Gen<Operand> AnyOperand = Gen.Select(Gen.OneOf(DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.UInt8), Gen.Int[0, 19], Gen.Int[0, 31], Gen.UInt, (type, layout, ones, seed) => new Operand(type, layout, ones, seed));
    static readonly Gen<(int[] Shape, Operand A, Operand B)> Pairs = Gen.Select(Shapes.Any, AnyOperand, AnyOperand);

    [Fact]
    public void ArithmeticIsThatOfTwoNumbersAtEveryPlace() => Property.Holds(Gen.Select(Pairs, Gen.OneOf(Operations.Keys.ToArray())), one =>
    {
        (Values a, Values b) = (one.Item1.A.On(one.Item1.Shape), one.Item1.B.On(one.Item1.Shape));
        var (library, floats, integers) = Operations[one.Item2];
        Tensor y = library(a.Tensor, b.Tensor);
        DType type = Common(a, b);
        Assert.Equal(type, y.DType);
        NaiveArray.AssertEqual(Expected(a, b, (i, j) => type.IsFloatingPoint
            ? Rounded(floats(Rounded(a.Floats[i], type), Rounded(b.Floats[j], type)), type)
            : Wrapped(integers(Wrapped(a.Integers[i], type), Wrapped(b.Integers[j], type)), type)), y);
    }, count: 1500, print: Printed);

    [Fact]
    public void ComparisonIsThatOfTwoNumbersAtEveryPlace() => Property.Holds(Gen.Select(Pairs, Gen.OneOf(Comparisons.Keys.ToArray())), one =>
    {
        (Values a, Values b) = (one.Item1.A.On(one.Item1.Shape), one.Item1.B.On(one.Item1.Shape));
        var (library, plain) = Comparisons[one.Item2];
        Tensor y = library(a.Tensor, b.Tensor);
        (DType x, DType z) = (a.Tensor.DType, b.Tensor.DType);

        // Integers are compared as the numbers that they are, scalars too.
        DType type = x.IsFloatingPoint || z.IsFloatingPoint ? Common(a, b) : DTypes.Promote(x, z);
        Assert.Equal(DType.Bool, y.DType);
        NaiveArray.AssertEqual(Expected(a, b, (i, j) => plain(Rounded(a.Floats[i], type), Rounded(b.Floats[j], type)) ? 1 : 0), y);
    }, count: 1000, print: Printed);

    [Fact]
    public void ShapesThatDoNotFitAreAnError() => Property.Holds(Gen.Select(Shapes.Any, Shapes.Any), one =>
    {
        Tensor a = Tensor.Ones(one.Item1), b = Tensor.Ones(one.Item2);
        if (NaiveArray.Broadcast(one.Item1, one.Item2) is not { } shape) Assert.Throws<ShapeException>(() => a + b);
        else if (NaiveArray.Size(shape) <= 100_000) Assert.Equal(shape, (a + b).Shape.ToArray());
    }, count: 500);

    [Fact]
    public void AddingInPlaceReadsBeforeItWrites() => Property.Holds(Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]), one =>
    {
        (int length, int from, int to, int count) = (one.Item1, one.Item2 % one.Item1, one.Item3 % one.Item1, one.Item4);
        count = Math.Min(count, length - Math.Max(from, to));
        double[] before = [.. Enumerable.Range(1, length).Select(i => (double)(i * i))], expected = [.. before];
        for (int i = 0; i < count; i++) expected[to + i] += before[from + i];
        Tensor x = Tensor.From(before);
        x.Narrow(0, to, count).AddInPlace(x.Narrow(0, from, count));
        Assert.Equal(expected, x.ToArray<double>());
    }, count: 500);

    static NaiveArray Expected(Values a, Values b, Func<int, int, double> of) => NaiveArray.Of(NaiveArray.Broadcast(a.Shape, b.Shape)!, place =>
        of(NaiveArray.Position(a.Shape, NaiveArray.Source(a.Shape, place)), NaiveArray.Position(b.Shape, NaiveArray.Source(b.Shape, place))));

    // The wider type; but a scalar beside an array widens it only to another kind, and never beyond Float32.
    static DType Common(Values a, Values b)
    {
        (DType x, DType y) = (a.Tensor.DType, b.Tensor.DType);
        if (a.Shape.Length == 0 == (b.Shape.Length == 0) || x == y) return DTypes.Promote(x, y);
        (DType scalar, DType array) = a.Shape.Length == 0 ? (x, y) : (y, x);
        return scalar.IsFloatingPoint && !array.IsFloatingPoint ? DType.Float32 : array;
    }

    static double Rounded(double value, DType type) => type == DType.Float32 ? (float)value : value;

    static long Wrapped(long value, DType type) => unchecked(type == DType.UInt8 ? (byte)value : type == DType.Int32 ? (int)value : value);

    static string Printed(((int[] Shape, Operand A, Operand B) Pair, string Operation) one) => $"{one.Operation} on [{string.Join(", ", one.Pair.Shape)}]: {one.Pair.A}, {one.Pair.B}";

    /// <summary>How an operand is made of the common shape: some axes of length 1, some in front missing, laid in memory in some way.</summary>
    readonly record struct Operand(DType Type, int Layout, int Ones, uint Seed)
    {
        public Values On(int[] common)
        {
            int ones = Ones, missing = (int)(Seed % 4) == 0 && common.Length > 0 ? (int)(Seed / 4 % (uint)(common.Length + 1)) : 0;
            int[] shape = [.. common.Select((n, i) => (ones >> i) % 2 == 1 ? 1 : n).Skip(missing)];
            double[] values = Numbers(NaiveArray.Size(shape));
            DType type = Type;
            Tensor x = Shapes.Laid(values, shape, Layout), typed = type switch
            {
                DType.Float64 => x,
                DType.Int64 => Shapes.Laid([.. values.Select(v => (long)v)], shape, Layout),
                DType.Int32 => Shapes.Laid([.. values.Select(v => (int)v)], shape, Layout),
                DType.UInt8 => Shapes.Laid([.. values.Select(v => (byte)v)], shape, Layout),
                _ => Shapes.Laid([.. values.Select(v => (float)v)], shape, Layout),
            };
            return new Values(shape, [.. values.Select(v => Rounded(v, type))], typed);
        }

        // Small whole numbers are common, so that values are often equal; extremes of the type come now and then.
        double[] Numbers(int count)
        {
            var random = new System.Random((int)Seed);
            double[] extremes = Type switch
            {
                DType.UInt8 => [0, 255],
                DType.Int32 => [int.MinValue, int.MaxValue],
                DType.Int64 => [-1L << 53, 1L << 53],
                _ => [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e30, 1e-30],
            };
            int low = Type == DType.UInt8 ? 0 : -4;
            bool hasFraction = Type.IsFloatingPoint;
            return [.. Enumerable.Range(0, count).Select(_ => random.Next(8) == 0 ? extremes[random.Next(extremes.Length)] : random.Next(low, 5) + (hasFraction && random.Next(2) == 0 ? random.NextDouble() : 0))];
        }
    }

    /// <summary>An operand as plain numbers and as a tensor.</summary>
    sealed record Values(int[] Shape, double[] Floats, Tensor Tensor)
    {
        public long[] Integers { get; } = Tensor.DType.IsFloatingPoint ? [] : [.. Floats.Select(v => (long)v)];
    }
}
