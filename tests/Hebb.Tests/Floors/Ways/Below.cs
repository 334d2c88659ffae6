#pragma warning disable CS0649 // Fields that nobody sets: they are here for their types.

namespace Hebb.Tests.Floors.Ways;

/// <summary>Names what stands in Above.cs, each member that begins with "By" in one way.</summary>
static partial class Below
{
    public static AboveValue ByField;

    public static List<Dictionary<int, AboveKind[]>>? ByTypeArgument;

    [Beside(null, Kind = typeof(IAbove))]
    public static int ByTypeInAttribute;

    [Beside(AboveKind.First)]
    public static int ByEnumInAttribute;

    [Beside(null, Kind = typeof(List<Above>))]
    public static int ByTypeArgumentInAttribute;

    [Above]
    public static int ByAttribute { get; set; }

    public static IAbove? ByProperty { get; set; }

    public static event AboveChanged? ByEvent
    {
        add => _ = value;
        remove => _ = value;
    }

    public static void ByParameter(AboveKind kind) => _ = (int)kind;

    public static void ByReference(ref AboveValue value) => value = default;

    public static void ByParameterAttribute([Above] int x) => _ = x;

    public static void ByTypeParameterAttribute<[Above] T>() => _ = typeof(T);

    public static AboveKind[] ByReturn() => [];

    public static void ByConstraint<T>()
        where T : IAbove => _ = typeof(T);

    public static bool ByTest(object x) => x is Above;

    public static object ByBox() => AboveKind.First;

    public static object ByNew() => new Above();

    public static Array ByArray() => new AboveValue[3];

    public static Type ByTypeOf() => typeof(AboveOf<>);

    public static object ByMethodArgument() => Beside.Make<Above>();

    public static int ByCall()
    {
        int line = Above.Call();
        line += Nothing() - Nothing();
        return line;
    }

    public static int ByMemberOfGeneric() => AboveOf<int>.Count;

    public static Func<int, int> ByMethodGroup() => Above.Call;

    public static Func<int> ByLambda(int x) => () => x + Above.Number;

    public static unsafe void ByFunctionPointer(delegate*<AboveKind, void> call, int kind) => call((AboveKind)kind);

    public static void ByLocal() => Beside.Give(out _);

    public static int ByCatch()
    {
        try
        {
            return int.Parse("1");
        }
        catch (AboveException)
        {
            return 0;
        }
    }

    public static int ByLocalFunction()
    {
        return Inner();

        static int Inner() => Above.Number;
    }

    public static IEnumerable<int> ByIterator()
    {
        yield return Above.Number;
    }

    public static async Task<int> ByAsync()
    {
        await Task.Yield();
        return Above.Number;
    }

    public static int Nothing() => nameof(Above).Length;

    extension(string text)
    {
        public int ByExtension() => text.Length + Above.Number;
    }

    public static class ByInitialiser
    {
        public static int Value = Above.Number;
    }

    public sealed class ByBase : Above;

    public sealed class ByInterface : IAbove;

    public sealed record ByRecord(AboveKind Kind);

    public sealed class ByPrimaryConstructor(AboveKind kind)
    {
        public override string ToString() => $"{(int)kind}";
    }

    public interface IByInterfaceMember
    {
        AboveKind Kind();
    }

    public delegate AboveKind ByDelegate();

    public struct ByStruct
    {
        public AboveKind Kind;
    }
}
