namespace Hebb.Labs;

/// <summary>
/// One experiment: it computes something with Hebb as anyone would, and compares what comes out with what is known. A lab is one file.
/// </summary>
internal abstract class Lab
{
    /// <summary>The word that runs it: <c>hebb lab NAME</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its title, a few words.</summary>
    public abstract string Title { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>What it takes unless told otherwise. An option that is null here plays no part in this lab.</summary>
    public virtual LabOptions Defaults => new();

    /// <summary>
    /// What a quick run takes unless told otherwise: enough to see every part of the lab at work, not enough to reach its figures, which are not checked then.
    /// Two epochs where <see cref="Defaults"/> has more. A lab that needs more than that asks <see cref="LabContext.IsQuick"/>.
    /// </summary>
    public virtual LabOptions Quick => new() { Epochs = Defaults.Epochs is { } epochs ? Math.Min(epochs, 2) : null };

    /// <summary>
    /// What the folder of its data may be called where that lies in another one, beside those of other labs; none for a lab without data. <c>--data</c> may name the one or the other.
    /// </summary>
    public virtual IReadOnlyList<string> DataFolders => [];

    /// <summary>Does the experiment, and writes its report, NAME.html, when it is through.</summary>
    /// <param name="lab">Its options, the display, and the wish to stop.</param>
    /// <returns>The table of what was expected and what came.</returns>
    /// <exception cref="OperationCanceledException">The reader asked to stop.</exception>
    /// <exception cref="Vision.Datasets.DatasetMissingException">Its data set is not there.</exception>
    /// <exception cref="LabDataException">A file of its data is not there; the message says which one it wants and where it comes from.</exception>
    /// <exception cref="HebbException">Its data is damaged.</exception>
    public LabResult Run(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        LabResult result = Experiment(lab);
        if (lab.IsQuick) result.LeaveUnchecked();
        try
        {
            string path = lab.OutFile($"{Name}.html");
            lab.Page.Write(this, lab, result).Save(path);
            result.Wrote(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What was computed stands, with or without a page about it.
            lab.Say($"There is no report: {problem.Message}");
        }

        return result;
    }

    /// <summary>The experiment itself.</summary>
    /// <param name="lab">Its options, the display, the page of its report, and the wish to stop.</param>
    /// <returns>The table of what was expected and what came.</returns>
    protected abstract LabResult Experiment(LabContext lab);
}
