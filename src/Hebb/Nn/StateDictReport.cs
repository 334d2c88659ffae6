namespace Hebb.Nn;

/// <summary>What did not fit when a state was loaded into a module.</summary>
/// <param name="Missing">Names that the module has and the state has not.</param>
/// <param name="Unexpected">Names that the state has and the module has not.</param>
/// <param name="Misshapen">Names that both have with different shapes, with the two shapes.</param>
public sealed record StateDictReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Misshapen)
{
    /// <summary>Whether everything fitted.</summary>
    public bool IsEmpty => Missing.Count + Unexpected.Count + Misshapen.Count == 0;

    /// <summary>The names, kind by kind, one line each.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        Append("missing in the state", Missing);
        Append("unexpected in the state", Unexpected);
        Append("of another shape", Misshapen);
        return lines.Count == 0 ? "everything fitted" : string.Join('\n', lines);

        void Append(string what, IReadOnlyList<string> names)
        {
            if (names.Count > 0) lines.Add($"  {what}: {string.Join(what == "of another shape" ? "; " : ", ", names)}");
        }
    }
}
