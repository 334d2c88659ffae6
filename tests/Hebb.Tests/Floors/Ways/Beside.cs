namespace Hebb.Tests.Floors.Ways;

/// <summary>Stands on the floor of <see cref="Below"/>, so that what is named goes through it.</summary>
[AttributeUsage(AttributeTargets.All)]
sealed class BesideAttribute(object? value) : Attribute
{
    public object? Value { get; } = value;

    public Type? Kind { get; set; }
}

static class Beside
{
    public static void Give(out AboveValue value) => value = default;

    public static T Make<T>()
        where T : new() => new();
}
