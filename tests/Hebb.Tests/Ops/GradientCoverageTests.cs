using System.Reflection;
using Hebb.Backends;

namespace Hebb.Tests;

/// <summary>Every differentiable operation of the library is held against central differences; one without a case in <see cref="GradientCases"/> fails here.</summary>
public sealed class GradientCoverageTests
{
    public static TheoryData<string> Names => [.. GradientCases.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FirstDerivativesAgreeWithDifferences(string name)
    {
        GradientCase one = GradientCases.Named(name);
        GradientCheckResult result = GradientCheck.Run(one.Function, one.Inputs, Step(one), 1e-6);
        Assert.True(result.IsRight, $"{name}: {result}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SecondDerivativesAgreeWithDifferencesOrAreRefusedByName(string name)
    {
        GradientCase one = GradientCases.Named(name);
        string[] fused = [.. Nodes(one.Function(one.Leaves())).Where(node => !node.IsTwiceDifferentiable).Select(node => node.Name)];
        if (fused.Length > 0)
        {
            AutogradException error = Assert.Throws<AutogradException>(() => GradientCheck.RunSecond(one.Function, one.Inputs));
            Assert.Contains(fused, operation => error.Message.Contains($"The gradient of {operation} ", StringComparison.Ordinal));
            return;
        }

        GradientCheckResult result = GradientCheck.RunSecond(one.Function, one.Inputs, Step(one), 1e-6);
        Assert.True(result.IsRight, $"{name}: {result}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ABackwardPassLeavesNoValueBehind(string name)
    {
        GradientCase one = GradientCases.Named(name);
        Tensor y = one.Function(one.Leaves());
        List<Node> nodes = Nodes(y);
        y.Backward(Tensor.OnesLike(y));
        foreach (Node node in nodes)
        {
            foreach (FieldInfo field in SavedFields(node.GetType()))
            {
                bool isHeld = field.GetValue(node) switch
                {
                    SavedTensor saved => saved.IsHeld,
                    SavedTensor[] several => Array.Exists(several, saved => saved.IsHeld),
                    _ => false,
                };
                Assert.False(isHeld, $"{node.Name} still holds {field.Name} after Backward().");
            }
        }
    }

    [Fact]
    public void EveryOperationHasACase()
    {
        List<Node> made = [.. GradientCases.All.SelectMany(one => Nodes(one.Function(one.Leaves())))];
        HashSet<Type> types = [.. made.Select(node => Open(node.GetType()))];
        string[] missing = [.. NodeTypes().Where(type => !types.Contains(type)).Select(type => type.Name)];
        Assert.True(missing.Length == 0, $"No gradient case makes {string.Join(", ", missing)}; add one to GradientCases.");
    }

    [Fact]
    public void EveryElementwiseFunctionHasACase()
    {
        HashSet<Type> formulas = [.. GradientCases.All.SelectMany(one => Nodes(one.Function(one.Leaves()))).Select(node => node.GetType()).Where(type => type.IsGenericType).Select(type => type.GenericTypeArguments[0])];
        string[] missing = [.. typeof(Node).Assembly.GetTypes().Where(type => type.IsValueType && typeof(Ops.IDifferentiable).IsAssignableFrom(type) && !formulas.Contains(type)).Select(type => type.Name)];
        Assert.True(missing.Length == 0, $"No gradient case makes {string.Join(", ", missing)}; add one to GradientCases.");
    }

    [Fact]
    public void NoNodeHoldsATensorPastItsGuard()
    {
        // A tensor captured by a primary constructor would be kept alive after Backward() and not be guarded against changes.
        string[] captured =
        [
            .. from type in NodeTypes()
               from field in Fields(type)
               where typeof(Tensor).IsAssignableFrom(field.FieldType) || typeof(IEnumerable<Tensor>).IsAssignableFrom(field.FieldType)
               select $"{type.Name}.{field.Name}",
        ];
        Assert.True(captured.Length == 0, $"Keep values in a SavedTensor: {string.Join(", ", captured)}.");
    }

    /// <summary>The first step that a function's curvature allows: rounding falls with it, the error of the quotient grows.</summary>
    static double Step(GradientCase one) => one.Name.Contains("Float32", StringComparison.Ordinal) || one.Name == "To" ? 0.125 : 1e-5;

    static IEnumerable<Type> NodeTypes() => typeof(Node).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract && type.Name is not ("Leaf" or "FunctionGradient"));

    // The nodes of element-wise functions are one class, generic over their formulas.
    static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type at = type; at != typeof(Node); at = at.BaseType!)
        {
            foreach (FieldInfo field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)) yield return field;
        }
    }

    static IEnumerable<FieldInfo> SavedFields(Type type) => Fields(type).Where(field => field.FieldType == typeof(SavedTensor) || field.FieldType == typeof(SavedTensor[]));

    /// <summary>Every node behind a tensor except the leaves.</summary>
    static List<Node> Nodes(Tensor y)
    {
        var found = new List<Node>();
        var seen = new HashSet<Node>();
        var waiting = new Stack<Node>();
        waiting.Push(y.Node!);
        while (waiting.TryPop(out Node? node))
        {
            if (node.GetType().Name == "Leaf" || !seen.Add(node)) continue;
            found.Add(node);
            for (int i = 0; i < node.InputCount; i++)
            {
                if (node.Input(i) is { } input) waiting.Push(input);
            }
        }

        return found;
    }
}
