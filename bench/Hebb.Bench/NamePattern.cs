using System.IO.Enumeration;

namespace Hebb.Bench;

/// <summary>Chooses workloads by name.</summary>
static class NamePattern
{
    /// <summary>Whether a name matches one of several patterns: with * or ? the whole name, otherwise a part of it.</summary>
    public static bool Matches(string patterns, string name)
    {
        foreach (string pattern in patterns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pattern.AsSpan().ContainsAny('*', '?') ? FileSystemName.MatchesSimpleExpression(pattern, name) : name.Contains(pattern, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
