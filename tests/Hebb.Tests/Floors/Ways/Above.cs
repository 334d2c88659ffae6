using System.Runtime.CompilerServices;

namespace Hebb.Tests.Floors.Ways;

/// <summary>What <see cref="Below"/> names.</summary>
class Above
{
    public static int Number = 1;

    public static int Call([CallerLineNumber] int line = 0) => line;
}

enum AboveKind
{
    First,
}

interface IAbove;

delegate void AboveChanged(object? sender, EventArgs e);

struct AboveValue
{
    public int Number { get; set; }
}

static class AboveOf<T>
{
    public static int Count { get; set; }
}

[AttributeUsage(AttributeTargets.All)]
sealed class AboveAttribute : Attribute;

sealed class AboveException : Exception;
