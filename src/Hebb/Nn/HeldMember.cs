namespace Hebb.Nn;

/// <summary>A module or parameter that a field or property holds.</summary>
/// <param name="Name">The member's state name.</param>
/// <param name="Index">Its place in an array or list; -1 for a member that holds it alone.</param>
/// <param name="Value">The module or parameter.</param>
readonly record struct HeldMember(string Name, int Index, object Value)
{
    public bool IsInList => Index >= 0;

    public bool Is(string name, int index, object value) => ReferenceEquals(Value, value) && Index == index && Name == name;
}
