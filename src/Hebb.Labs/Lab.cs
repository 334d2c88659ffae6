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

    /// <summary>Does the experiment, and writes its report, NAME.html, when it is through.</summary>
    /// <param name="lab">Its options, the display, and the wish to stop.</param>
    /// <returns>The table of what was expected and what came.</returns>
    /// <exception cref="OperationCanceledException">The reader asked to stop.</exception>
    /// <exception cref="HebbException">Its data is missing or damaged; the message says which file it wants and where it comes from.</exception>
    public LabResult Run(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        LabResult result = Experiment(lab);
        string path = lab.OutFile($"{Name}.html");
        lab.Page.Write(this, lab, result).Save(path);
        result.Wrote(path);
        return result;
    }

    /// <summary>The experiment itself.</summary>
    /// <param name="lab">Its options, the display, the page of its report, and the wish to stop.</param>
    /// <returns>The table of what was expected and what came.</returns>
    protected abstract LabResult Experiment(LabContext lab);
}
