namespace Hebb.Nn;

/// <summary>
/// Takes the modules and parameters that a module's fields and properties hold, each under its state name: the argument of <see cref="Module.RegisterMembers"/>, which the source
/// generator of this package writes for partial classes. Members that hold null are left out.
/// </summary>
public ref struct MemberRegistration
{
    readonly ReadOnlySpan<HeldMember> known;
    int same;
    List<HeldMember>? members;

    /// <param name="known">What the members held at the last look.</param>
    internal MemberRegistration(ReadOnlySpan<HeldMember> known) => this.known = known;

    /// <summary>Whether the members hold what they held at the last look.</summary>
    internal readonly bool IsUnchanged => members is null && same == known.Length;

    /// <summary>What they hold now.</summary>
    internal readonly HeldMember[] Members => members is null ? known[..same].ToArray() : [.. members];

    /// <summary>A field or property that holds a module.</summary>
    /// <param name="name">Its state name.</param>
    /// <param name="value">What it holds.</param>
    public void Module(string name, Module? value) => Take(name, -1, value);

    /// <summary>A field or property that holds a parameter.</summary>
    /// <param name="name">Its state name.</param>
    /// <param name="value">What it holds.</param>
    public void Parameter(string name, Parameter? value) => Take(name, -1, value);

    /// <summary>A field or property that holds an array or list of modules; their state names end in 0, 1, … as those of a <see cref="ModuleList"/>.</summary>
    /// <param name="name">The state name of the list.</param>
    /// <param name="values">What it holds.</param>
    public void Modules(string name, IReadOnlyList<Module?>? values)
    {
        for (int i = 0; i < values?.Count; i++) Take(name, i, values[i]);
    }

    /// <summary>A field or property that holds an array or list of parameters; their state names end in 0, 1, …</summary>
    /// <param name="name">The state name of the list.</param>
    /// <param name="values">What it holds.</param>
    public void Parameters(string name, IReadOnlyList<Parameter?>? values)
    {
        for (int i = 0; i < values?.Count; i++) Take(name, i, values[i]);
    }

    // Nothing is written down, and nothing allocated, while the members hold what they held before.
    void Take(string name, int index, object? value)
    {
        if (value is null) return;
        if (members is null)
        {
            if (same < known.Length && known[same].Is(name, index, value))
            {
                same++;
                return;
            }

            members = [.. known[..same]];
        }

        members.Add(new HeldMember(name, index, value));
    }
}
