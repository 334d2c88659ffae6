namespace Hebb.Labs;

/// <summary>
/// One experiment: it computes something with Hebb as anyone would, and compares what comes out with what is known. A lab is one file.
/// </summary>
public abstract class Lab
{
    /// <summary>The word that runs it: <c>hebb lab NAME</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its title, a few words.</summary>
    public abstract string Title { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>What it takes unless told otherwise. An option that is null here plays no part in this lab.</summary>
    public virtual LabOptions Defaults => new();

    /// <summary>Does the experiment.</summary>
    /// <param name="lab">Its options, the display, and the wish to stop.</param>
    /// <returns>The table of what was expected and what came.</returns>
    /// <exception cref="OperationCanceledException">The reader asked to stop.</exception>
    public abstract LabResult Run(LabContext lab);
}
