using System.Linq.Expressions;
using System.Reflection;
using Hebb.Nn;
using Hebb.Vision.Transforms;
using Module = Hebb.Nn.Module;

namespace Hebb.Conformance.Shapes;

/// <summary>A public operation, factory, method or layer that can be called with arguments of a <see cref="Situation"/>.</summary>
internal sealed class Callable
{
    readonly ParameterInfo[] parameters;
    readonly Func<object?[], object?> call;

    Callable(string name, ParameterInfo[] parameters, Func<object?[], object?> call) => (Name, this.parameters, this.call) = (name, parameters, call);

    internal string Name { get; }

    /// <summary>Whether strides, paddings and the like decide where it reads: such calls are made four times as often.</summary>
    internal bool HasGeometry => Array.Exists(parameters, p => p.ParameterType == typeof(Hebb.Window) || p.Name is "stride" or "padding" or "dilation" or "factor" or "repeats" or "widths" or "step" or "size" or "indices" or "index");

    // Results are made of the input's elements and zeros.
    bool MovesAndAdds => HasGeometry && !Name.Contains("Norm", StringComparison.Ordinal) && !Name.Contains("Div", StringComparison.Ordinal) && parameters.All(p => p.ParameterType != typeof(double) || p.Name != "eps");

    /// <summary>Everything public that takes shapes, sizes or tensors, in an order that stays; and what could not be called, by name.</summary>
    internal static (IReadOnlyList<Callable> Found, IReadOnlyList<string> LeftOut) All()
    {
        List<Callable> found = [];
        List<string> leftOut = [];
        Add(typeof(Ops), BindingFlags.Static);
        Add(typeof(Tensor), BindingFlags.Static | BindingFlags.Instance);
        Add(typeof(Shape), BindingFlags.Static | BindingFlags.Instance);
        foreach (Type type in typeof(Module).Assembly.GetExportedTypes().Concat(typeof(Transform).Assembly.GetExportedTypes()).Where(IsLayer).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (ConstructorInfo constructor in type.GetConstructors())
            {
                string name = $"new {type.Name}({constructor.GetParameters().Length})";
                if (!Array.TrueForAll(constructor.GetParameters(), p => Situation.Knows(p.ParameterType))) leftOut.Add(name);
                else found.Add(new Callable(name, constructor.GetParameters(), Compiled(constructor.GetParameters(), arguments => Expression.New(constructor, arguments))));
            }
        }

        return (found, leftOut);

        void Add(Type type, BindingFlags kind)
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.DeclaredOnly | kind).OrderBy(Text, StringComparer.Ordinal))
            {
                if (Of(method) is { } callable) found.Add(callable);
                else leftOut.Add($"{type.Name}.{Text(method)}");
            }
        }
    }

    /// <summary>Calls it. What comes back is looked at: a tensor by its shape, a layer by a pass through it; then gradients go back.</summary>
    /// <param name="situation">Where the arguments come from.</param>
    /// <param name="before">Told of the arguments before the call.</param>
    internal void Call(Situation situation, Action<string> before)
    {
        var arguments = new object?[parameters.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = situation.Make(parameters[i]);
        before(situation.Text);
        object? result = call(arguments);
        result = result switch
        {
            Module layer => layer.Forward(situation.Input("input")),
            Loss loss => loss.Forward(situation.Input("input"), situation.Input("target")),
            Transform transform => transform.Apply(situation.Input("images"), new Generator(1)),
            _ => result,
        };
        foreach (Tensor y in Tensors(result))
        {
            if (situation.IsFinite && MovesAndAdds && y.DType.IsFloatingPoint && y.Count <= 1 << 16 && y.ToArray<double>().Any(value => !double.IsFinite(value)))
                throw new InvalidDataException($"The result of shape {y.Shape} is not finite: elements came from outside the input.");
            if (y.Shape.Count != y.Count) throw new InvalidDataException($"The result's shape {y.Shape} has {y.Shape.Count} elements, the result says {y.Count}.");
            if (!y.RequiresGrad || y.Count > 1 << 22 || situation.Chance(2)) continue;
            y.Sum().Backward();
        }
    }

    static IEnumerable<Tensor> Tensors(object? result) => result switch
    {
        Tensor one => [one],
        IEnumerable<Tensor> many => many.Take(8),
        IndexedValues pair => [pair.Values, pair.Indices],
        _ => [],
    };

    static bool IsLayer(Type type) => type is { IsAbstract: false, ContainsGenericParameters: false } && (type.IsSubclassOf(typeof(Module)) || type.IsSubclassOf(typeof(Loss)) || type.IsSubclassOf(typeof(Transform)));

    static string Text(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    static Callable? Of(MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
        {
            if (method.GetGenericArguments().Length != 1) return null;
            method = method.MakeGenericMethod(typeof(float));
        }

        ParameterInfo[] own = method.GetParameters();
        if (method.DeclaringType == typeof(object) || !Array.TrueForAll(own, p => Situation.Knows(p.ParameterType))) return null;
        // The instance comes as a first argument like any other.
        ParameterInfo[] all = method.IsStatic ? own : [typeof(Callable).GetMethod(method.DeclaringType == typeof(Shape) ? nameof(OnShape) : nameof(OnTensor), BindingFlags.Static | BindingFlags.NonPublic)!.GetParameters()[0], .. own];
        return new Callable($"{method.DeclaringType!.Name}.{method.Name}({own.Length})", all, Compiled(all, arguments => method.IsStatic ? Expression.Call(method, arguments) : Expression.Call(arguments[0], method, arguments[1..])));
    }

    // Only their parameters are used.
    static void OnTensor(Tensor x) => _ = x;

    static void OnShape(Shape shape) => _ = shape;

    // Spans cannot be boxed: the compiled call turns an array into one.
    static Func<object?[], object?> Compiled(ParameterInfo[] parameters, Func<Expression[], Expression> make)
    {
        ParameterExpression given = Expression.Parameter(typeof(object?[]));
        var arguments = new Expression[parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            Expression value = Expression.ArrayIndex(given, Expression.Constant(i));
            arguments[i] = type.IsByRefLike ? Expression.Convert(Expression.Convert(value, type.GetGenericArguments()[0].MakeArrayType()), type) : Expression.Convert(value, type);
        }

        Expression body = make(arguments);
        body = body.Type == typeof(void) ? Expression.Block(body, Expression.Constant(null)) : body.Type.IsByRefLike ? Dropped(body) : Expression.Convert(body, typeof(object));
        return Expression.Lambda<Func<object?[], object?>>(body, given).Compile();
    }

    // A span that comes back is only asked for its length.
    static Expression Dropped(Expression span) => span.Type.GetProperty("Length") is { } length
        ? Expression.Convert(Expression.Property(span, length), typeof(object))
        : Expression.Convert(Expression.Property(span, "Rank"), typeof(object));
}
