using CsCheck;

namespace Hebb.Tests;

/// <summary>Reductions over any axes of any shape, type and layout against a loop over the elements.</summary>
public sealed class ReductionPropertyTests
{
    static readonly Gen<Case> Cases = Gen.Select(Shapes.Any, Gen.Int[0, 31], Gen.Bool, Gen.OneOf(DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.UInt8), Gen.Int[0, 19], Gen.UInt,
        (shape, axes, keep, type, layout, seed) => new Case(shape, axes, keep, type, layout, seed));

    [Fact]
    public void SumsAndProducts() => Property.Holds(Cases, one =>
    {
        (NaiveArray plain, Tensor x) = one.Made(hasSpecials: false);
        Tensor sum = x.Sum(one.Axes, one.KeepDims), product = x.Prod(one.Axes, one.KeepDims);
        DType type = one.Type.IsFloatingPoint ? one.Type : DType.Int64;
        Assert.Equal((type, type), (sum.DType, product.DType));
        AssertNear(one, sum, Expected(one, plain, values => (values.Sum(), values.Sum(Math.Abs))));

        // Whole products are unchecked 64-bit ones, as they are in NumPy.
        if (type == DType.Int64) NaiveArray.AssertEqual(Exact(one, plain, values => values.Aggregate(1L, (p, v) => unchecked(p * (long)v))), product);
        else AssertNear(one, product, Expected(one, plain, values => (values.Aggregate(1.0, (p, v) => p * v), Math.Abs(values.Aggregate(1.0, (p, v) => p * v)))));
    }, count: 800, print: c => c.ToString());

    [Fact]
    public void MeansAndVariances() => Property.Holds(Cases, one =>
    {
        (NaiveArray plain, Tensor x) = one.Made(hasSpecials: false);
        if (!one.Type.IsFloatingPoint)
        {
            Assert.Throws<DTypeException>(() => x.Mean(one.Axes, one.KeepDims));
            return;
        }

        AssertNear(one, x.Mean(one.Axes, one.KeepDims), Expected(one, plain, values => (values.Sum() / values.Length, values.Sum(Math.Abs) / values.Length)));
        AssertNear(one, x.Var(one.Axes, one.KeepDims, unbiased: false), Expected(one, plain, values =>
        {
            double mean = values.Sum() / values.Length;
            return (values.Sum(v => (v - mean) * (v - mean)) / values.Length, values.Sum(v => v * v) / values.Length);
        }));
    }, count: 800, print: c => c.ToString());

    [Fact]
    public void LargestAndSmallest() => Property.Holds(Cases, one =>
    {
        (NaiveArray plain, Tensor x) = one.Made(hasSpecials: true);
        if (one.Reduced == 0)
        {
            Assert.Throws<ShapeException>(() => x.Amax(one.Axes, one.KeepDims));
            Assert.Throws<ShapeException>(() => x.Amin(one.Axes, one.KeepDims));
            return;
        }

        NaiveArray.AssertEqual(Exact(one, plain, values => values.Aggregate(Math.Max)), x.Amax(one.Axes, one.KeepDims));
        NaiveArray.AssertEqual(Exact(one, plain, values => values.Aggregate(Math.Min)), x.Amin(one.Axes, one.KeepDims));
    }, count: 800, print: c => c.ToString());

    [Fact]
    public void AllAndAny() => Property.Holds(Cases, one =>
    {
        (NaiveArray plain, Tensor x) = one.Made(hasSpecials: true);
        NaiveArray.AssertEqual(Exact(one, plain, values => values.All(v => v != 0) ? 1 : 0), x.All(one.Axes, one.KeepDims));
        NaiveArray.AssertEqual(Exact(one, plain, values => values.Any(v => v != 0) ? 1 : 0), x.Any(one.Axes, one.KeepDims));
    }, count: 500, print: c => c.ToString());

    [Fact]
    public void PlacesAndRunningSumsAlongAnAxis() => Property.Holds(Cases, one =>
    {
        if (one.Shape.Length == 0) return;
        int axis = one.AxisBits % one.Shape.Length;
        Case along = one with { AxisBits = 1 << axis };
        (NaiveArray plain, Tensor x) = one.Made(hasSpecials: false);
        int[][] order = [.. NaiveArray.Places(one.Shape)];
        var running = new double[plain.Values.Length];
        foreach (int[] place in order)
        {
            double sum = 0;
            for (int i = 0; i <= place[axis]; i++) sum += plain.At([.. place[..axis], i, .. place[(axis + 1)..]]);
            running[NaiveArray.Position(one.Shape, place)] = sum;
        }

        AssertNear(one, x.CumSum(axis), (new NaiveArray(one.Shape, running), new NaiveArray(one.Shape, [.. running.Select(_ => 5.0 * one.Shape[axis])])));
        if (one.Shape[axis] == 0)
        {
            Assert.Throws<ShapeException>(() => x.ArgMax(axis, one.KeepDims));
            return;
        }

        NaiveArray.AssertEqual(Exact(along, plain, values => Array.IndexOf(values, values.Max())), x.ArgMax(axis, one.KeepDims));
        NaiveArray.AssertEqual(Exact(along, plain, values => Array.IndexOf(values, values.Min())), x.ArgMin(axis, one.KeepDims));
    }, count: 500, print: c => c.ToString());

    static NaiveArray Exact(Case one, NaiveArray plain, Func<double[], double> of) => Expected(one, plain, values => (of(values), 0)).Values;

    // The value, and how large what was added up was: the measure of rounding.
    static (NaiveArray Values, NaiveArray Sizes) Expected(Case one, NaiveArray plain, Func<double[], (double Value, double Size)> of)
    {
        bool[] isReduced = one.IsReduced;
        int[] kept = [.. one.Shape.Select((n, i) => isReduced[i] ? 1 : n)];
        List<double>[] groups = [.. Enumerable.Range(0, NaiveArray.Size(kept)).Select(_ => new List<double>())];
        int position = 0;
        foreach (int[] place in NaiveArray.Places(one.Shape)) groups[NaiveArray.Position(kept, NaiveArray.Source(kept, place))].Add(plain.Values[position++]);
        int[] shape = one.KeepDims ? kept : [.. one.Shape.Where((_, i) => !isReduced[i])];
        (double Value, double Size)[] results = [.. groups.Select(g => of([.. g]))];
        return (new NaiveArray(shape, [.. results.Select(r => r.Value)]), new NaiveArray(shape, [.. results.Select(r => r.Size)]));
    }

    static void AssertNear(Case one, Tensor actual, (NaiveArray Values, NaiveArray Sizes) expected)
    {
        Assert.Equal(expected.Values.Shape, actual.Shape.ToArray());
        double[] values = actual.ToArray<double>();
        double epsilon = one.Type == DType.Float32 ? 1.2e-7 : one.Type == DType.Float64 ? 2.3e-16 : 0;
        for (int i = 0; i < values.Length; i++)
        {
            double want = expected.Values.Values[i], room = epsilon * (one.Reduced + 4) * expected.Sizes.Values[i];
            Assert.True(values[i].Equals(want) || Math.Abs(values[i] - want) <= room, $"element {i} is {values[i]:R}; expected {want:R} ± {room:R}");
        }
    }

    readonly record struct Case(int[] Shape, int AxisBits, bool KeepDims, DType Type, int Layout, uint Seed)
    {
        // No axis named means all of them.
        public bool[] IsReduced => NamedAxes.Length == 0 ? [.. Shape.Select(_ => true)] : [.. Enumerable.Range(0, Shape.Length).Select(NamedAxes.Contains)];

        public int[] Axes
        {
            get
            {
                (int rank, uint seed) = (Shape.Length, Seed);
                return [.. NamedAxes.Select(a => (seed >> a) % 2 == 0 ? a : a - rank)];
            }
        }

        public int Reduced
        {
            get
            {
                bool[] isReduced = IsReduced;
                return NaiveArray.Size([.. Shape.Where((_, i) => isReduced[i])]);
            }
        }

        int[] NamedAxes
        {
            get
            {
                int bits = AxisBits;
                return [.. Enumerable.Range(0, Shape.Length).Where(i => (bits >> i) % 2 == 1)];
            }
        }

        public (NaiveArray Plain, Tensor Tensor) Made(bool hasSpecials)
        {
            var random = new System.Random((int)Seed);
            DType type = Type;
            double[] specials = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
            double[] values = [.. Enumerable.Range(0, NaiveArray.Size(Shape)).Select(_ =>
                hasSpecials && type.IsFloatingPoint && random.Next(40) == 0 ? specials[random.Next(3)]
                : type == DType.UInt8 ? random.Next(6)
                : type.IsFloatingPoint && random.Next(2) == 0 ? (float)(random.NextDouble() * 4 - 2)
                : random.Next(-5, 6))];
            return (new NaiveArray(Shape, values), type switch
            {
                DType.Float64 => Shapes.Laid(values, Shape, Layout),
                DType.Int64 => Shapes.Laid([.. values.Select(v => (long)v)], Shape, Layout),
                DType.Int32 => Shapes.Laid([.. values.Select(v => (int)v)], Shape, Layout),
                DType.UInt8 => Shapes.Laid([.. values.Select(v => (byte)v)], Shape, Layout),
                _ => Shapes.Laid([.. values.Select(v => (float)v)], Shape, Layout),
            });
        }

        public override string ToString() => $"{Type} [{string.Join(", ", Shape)}] over [{string.Join(", ", Axes)}]{(KeepDims ? ", kept" : string.Empty)}, laid {Layout}, seed {Seed}";
    }
}
