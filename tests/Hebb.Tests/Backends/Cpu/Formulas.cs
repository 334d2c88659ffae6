using System.Reflection;
using Hebb.Backends;

namespace Hebb.Tests;

/// <summary>Every element-wise formula of the library, found by reflection: one without a scalar twin in the tests of its kind fails them.</summary>
static class Formulas
{
    static readonly Dictionary<string, Type> Types = typeof(Tensor).Assembly.GetTypes().Where(type => type.IsValueType)
        .Where(type => typeof(IUnary).IsAssignableFrom(type) || typeof(IBinary).IsAssignableFrom(type) || typeof(ITest).IsAssignableFrom(type)).ToDictionary(type => type.Name);

    internal static IEnumerable<string> Unary => Names(typeof(IUnary), "Formula");

    internal static IEnumerable<string> Binary => Names(typeof(IBinary), "Formula");

    internal static IEnumerable<string> Tests => Names(typeof(ITest), "Test");

    /// <summary>The functions whose gradient nodes are made of other operations, or that have none.</summary>
    internal static string[] WithoutGradient { get; } = ["Neg", "AddScalar", "MulScalar", "ScalarMinus", "ScalarOver", "LogicalNot"];

    internal static UnaryFunction UnaryNamed(string name) => (UnaryFunction)Instance(typeof(UnaryFunction<>), Types[name + "Formula"]);

    internal static BinaryFunction BinaryNamed(string name) => (BinaryFunction)Instance(typeof(BinaryFunction<>), Types[name + "Formula"]);

    internal static CompareFunction TestNamed(string name) => (CompareFunction)Instance(typeof(CompareFunction<>), Types[name + "Test"]);

    internal static SavedOperand GradientUses(string name) =>
        (SavedOperand)typeof(Formulas).GetMethod(nameof(Uses), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(Types[name + "Formula"]).Invoke(null, null)!;

    static SavedOperand Uses<F>()
        where F : struct, IUnary => F.GradientUses;

    static IEnumerable<string> Names(Type contract, string end) => Types.Values.Where(contract.IsAssignableFrom).Select(type => type.Name[..^end.Length]).Order(StringComparer.Ordinal);

    static object Instance(Type function, Type formula) => function.MakeGenericType(formula).GetField("Instance", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
