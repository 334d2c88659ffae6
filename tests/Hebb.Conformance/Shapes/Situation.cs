using System.Globalization;
using System.Reflection;
using Hebb.Nn;

namespace Hebb.Conformance.Shapes;

/// <summary>
/// The arguments of one call: usual ones, and ones near 2³¹, 2³², zero and below. Tensors of one call belong to one image, so that many pass the first checks.
/// Large tensors are expanded views of small ones: they cost nothing, and only what an operation makes of them does.
/// </summary>
internal sealed class Situation(int seed)
{
    static readonly int[] Edges =
    [
        int.MinValue, int.MinValue + 1, -65536, -3, -2, -1, 0, 1, 31, 32, 33, 64, 65, 128, 1000, 32767, 32768, 46340, 46341, 46342, 65535, 65536, 65537, 92682, 524289,
        1 << 20, 1 << 29, (1 << 30) - 1, 1 << 30, (1 << 30) + 1, int.MaxValue / 2, int.MaxValue - 64, int.MaxValue - 1, int.MaxValue,
    ];

    static readonly double[] Numbers = [0, 1, -1, 0.5, 0.1, 2, 3, 1e-5, 1e300, -1e300, 2147483648, 4294967296, 1e19, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
    static readonly DType[] Types = [DType.Float32, DType.Float32, DType.Float32, DType.Float32, DType.Float64, DType.Float64, DType.Int64, DType.Int64, DType.Int32, DType.UInt8, DType.Bool, DType.Float16, DType.BFloat16];

    readonly Random random = new(seed);
    readonly List<string> words = [];
    int[]? image;
    DType? common;

    // In half of the situations one number is extreme and the others are usual: what checks its arguments one after another gets past the first.
    int untilEdge = -1;

    /// <summary>What was chosen, in words.</summary>
    internal string Text => string.Join(", ", words);

    /// <summary>Whether an argument of this type can be made.</summary>
    internal static bool Knows(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || type.IsArray && Knows(type.GetElementType()!)) return true;
        if (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(ReadOnlySpan<>) || open == typeof(IEnumerable<>) || open == typeof(IReadOnlyList<>) || open.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)))
            return Array.TrueForAll(type.GetGenericArguments(), Knows);
        return type == typeof(Tensor) || type == typeof(Shape) || type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(float) || type == typeof(bool) || type == typeof(string)
            || type == typeof(Generator) || type == typeof(TensorIndex) || type == typeof(Window) || type == typeof(Size) || type == typeof(Padding) || type == typeof(Index) || type == typeof(Range);
    }

    /// <summary>Whether no number is NaN or infinite, so that no result of moving and adding elements can be.</summary>
    internal bool IsFinite { get; private set; } = true;

    internal object? Make(ParameterInfo parameter)
    {
        if (words.Count == 0) untilEdge = random.Next(16);
        if (parameter.HasDefaultValue && random.Next(2) == 0) return Told(parameter.Name!, Default(parameter));
        return Told(parameter.Name!, Make(parameter.ParameterType));
    }

    /// <summary>The input of a layer.</summary>
    internal Tensor Input(string name) => (Tensor)Told(name, MakeTensor())!;

    internal bool Chance(int of) => random.Next(of) == 0;

    // A structure's own default and an enumeration's number both come as something else.
    static object? Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (parameter.DefaultValue is not { } value) return parameter.ParameterType.IsValueType && type == parameter.ParameterType ? Activator.CreateInstance(type) : null;
        return type.IsEnum ? Enum.ToObject(type, value) : value;
    }

    object? Told(string name, object? value)
    {
        words.Add($"{name}: {Said(value)}");
        return value;
    }

    static string Said(object? value) => value switch
    {
        null => "null",
        Tensor x => $"{x.DType}{x.Shape}{(x.IsContiguous ? string.Empty : $" strides [{string.Join(", ", x.Strides.ToArray())}]")}",
        string text => $"\"{text}\"",
        Array array => $"[{string.Join(", ", array.Cast<object?>().Take(12).Select(Said))}{(array.Length > 12 ? $", … {array.Length} in all" : string.Empty)}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    object? Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return random.Next(3) == 0 ? null : Make(inner);
        if (type == typeof(Tensor)) return MakeTensor();
        if (type == typeof(int)) return Number();
        if (type == typeof(long)) return random.Next(8) == 0 ? long.MaxValue - random.Next(2) : Number();
        if (type == typeof(double))
        {
            double number = random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : random.NextDouble();
            IsFinite &= Math.Abs(number) < 1e9;
            return number;
        }

        if (type == typeof(float)) return (float)(double)Make(typeof(double))!;
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(string)) return "x";
        if (type == typeof(Generator)) return new Generator((ulong)random.Next(100));
        if (type == typeof(Shape)) return new Shape(Lengths());
        if (type == typeof(Index)) return new Index(Math.Abs(Number() % int.MaxValue), random.Next(2) == 0);
        if (type == typeof(Range)) return new Range(new Index(random.Next(6)), new Index(random.Next(6), random.Next(2) == 0));
        if (type == typeof(Size)) return new Size(Number(), Number());
        if (type == typeof(Padding)) return random.Next(4) == 0 ? Padding.Same : (Padding)(Number(), Number());
        if (type == typeof(Window)) return new Window(Number(), Number(), Number(), Number(), Number(), Number(), Number(), Number());
        if (type == typeof(TensorIndex)) return MakeIndex();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        if (type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)) return Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Make)]);
        return MakeMany(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0]);
    }

    // Spans and lists are made as arrays.
    Array MakeMany(Type element)
    {
        int count = random.Next(60) == 0 && element == typeof(int) ? 300_000 : random.Next(7);
        Array many = Array.CreateInstance(element, count);
        for (int i = 0; i < count; i++) many.SetValue(Make(element), i);
        return many;
    }

    TensorIndex MakeIndex() => random.Next(6) switch
    {
        0 => Number(),
        1 => TensorIndex.Step(random.Next(3) == 0 ? null : Number(), random.Next(3) == 0 ? null : Number(), Number() is var step && step == 0 ? 1 : step),
        2 => TensorIndex.NewAxis,
        3 => MakeTensor(),
        4 => new Range(new Index(random.Next(5)), new Index(random.Next(5), random.Next(2) == 0)),
        _ => random.Next(5),
    };

    int Number() => untilEdge < 8 ? (untilEdge-- == 0 ? Edges[random.Next(Edges.Length)] : 1 + random.Next(3)) : random.Next(5) switch
    {
        0 => Edges[random.Next(Edges.Length)],
        1 => random.Next(8),
        _ => 1 + random.Next(4),
    };

    Tensor MakeTensor()
    {
        DType type = random.Next(4) != 0 ? common ??= Types[random.Next(Types.Length)] : Types[random.Next(Types.Length)];
        int[] lengths = Lengths();
        if (lengths is [1025, ..]) type = DType.Float32;
        Tensor x = Filled(lengths, type);
        if (x.Rank > 1 && random.Next(5) == 0) x = x.Transpose(random.Next(x.Rank), random.Next(x.Rank));
        if (x.Rank > 0 && x.Shape[0] > 1 && random.Next(8) == 0 && lengths is not [1025, ..]) x = x[TensorIndex.Step(0, null, 1 + random.Next(3))];
        if (type is DType.Float32 or DType.Float64 && x.Count <= 1 << 16 && random.Next(2) == 0) x.RequiresGrad = true;
        return x;
    }

    // Real elements where they are few, an expanded element elsewhere.
    Tensor Filled(int[] lengths, DType type)
    {
        var shape = new Shape(lengths);
        if (shape.Count > 1 << 12) return Tensor.Full([], 1, type).Expand(lengths);
        return type is DType.Float32 or DType.Float64 ? Tensor.Randn(shape, dtype: type) : Tensor.From(Enumerable.Range(0, shape.Count).Select(_ => random.Next(4)).ToArray(), shape).To(type);
    }

    int[] Lengths()
    {
        image ??= [1 + random.Next(3), 4, 1 + random.Next(12), 1 + random.Next(12)];
        (int n, int c) = (image[0], image[1]);
        int[] lengths = random.Next(22) switch
        {
            < 6 => [.. image],
            6 => [c],
            7 => [n, c],
            8 => [c, c, 1 + random.Next(3), 1 + random.Next(3)],
            9 => [c, 1, 3, 3],
            10 => [n, c, image[2]],
            11 => [],
            12 => [n],
            13 => [image[3], 1 + random.Next(5)],
            14 => [.. image[1..]],
            15 => [1 << 16, 1],
            16 => [1, (1 << 16) + 1],
            17 => [46342, 1],
            18 => [1025, 1, 256, 256],
            19 => [0, c, random.Next(3), 3],
            20 => [.. Enumerable.Range(0, 60 + random.Next(5)).Select(_ => 1)],
            _ => [.. Enumerable.Range(0, random.Next(5)).Select(_ => Math.Max(0, Number()))],
        };
        if (lengths.Length > 0 && random.Next(12) == 0) lengths[random.Next(lengths.Length)] = 0;
        return Possible(lengths) ? lengths : [.. image];
    }

    // Few enough elements that a simple operation on them takes no second; or so many that no result could hold them.
    static bool Possible(int[] lengths)
    {
        long product = 1;
        foreach (int length in lengths)
        {
            product *= Math.Max(1, length);
            if (product > int.MaxValue) return false;
        }

        return product is <= 1 << 18 or > 1 << 29 || lengths is [1025, ..];
    }
}
