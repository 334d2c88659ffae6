using System.CommandLine;

namespace Hebb.Cli;

/// <summary>A command whose help has more to say than a line: remarks and examples.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">What it does, in a sentence.</param>
abstract class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Paragraphs below the options.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Command lines and what they do.</summary>
    public virtual IReadOnlyList<(string Line, string Meaning)> Examples => [];
}
