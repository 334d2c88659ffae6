namespace Hebb.Labs;

/// <summary>What a running lab is given: its options with the defaults filled in, the display, and the wish to stop.</summary>
/// <param name="lab">The lab that runs.</param>
/// <param name="options">What was chosen.</param>
/// <param name="progress">The display.</param>
/// <param name="stop">Cancelled when the reader asks to stop.</param>
internal sealed class LabContext(Lab lab, LabOptions options, ILabProgress progress, CancellationToken stop = default)
{
    readonly LabOptions options = (options.IsQuick ? options.Or(lab.Quick) : options).Or(lab.Defaults);

    /// <summary>How many times to go through the training data.</summary>
    /// <exception cref="InvalidOperationException">The lab's defaults do not say.</exception>
    public int Epochs => options.Epochs ?? throw Unused(nameof(Epochs));

    /// <summary>The seed of the random numbers.</summary>
    /// <exception cref="InvalidOperationException">The lab's defaults do not say.</exception>
    public ulong Seed => options.Seed ?? throw Unused(nameof(Seed));

    /// <summary>The optimizer's learning rate.</summary>
    /// <exception cref="InvalidOperationException">The lab's defaults do not say.</exception>
    public double LearningRate => options.LearningRate ?? throw Unused(nameof(LearningRate));

    /// <summary>How many examples a batch has.</summary>
    /// <exception cref="InvalidOperationException">The lab's defaults do not say.</exception>
    public int BatchSize => options.BatchSize ?? throw Unused(nameof(BatchSize));

    /// <summary>
    /// The folder with the lab's data, or null for the places where data sets usually lie: the one that was named, or the one of the lab's data set in it
    /// (<see cref="Lab.DataFolders"/>), if there is such a one.
    /// </summary>
    public string? Data => options.Data is { } named ? lab.DataFolders.Select(name => Path.Combine(named, name)).FirstOrDefault(Directory.Exists) ?? named : null;

    /// <summary>Whether to do little of everything: the figures are not checked.</summary>
    public bool IsQuick => options.IsQuick;

    /// <summary>The report that the lab writes: figures and words go here while it runs.</summary>
    public LabPage Page { get; } = new();

    /// <summary>The options as they stand, with the defaults filled in.</summary>
    public LabOptions Options => options;

    /// <summary>Cancelled when the reader asks to stop.</summary>
    public CancellationToken Stop => stop;

    /// <summary>A line for the reader, on the display and at the end of the report.</summary>
    /// <param name="line">Plain text.</param>
    public void Say(string line)
    {
        progress.Say(line);
        Page.Log(line);
    }

    /// <summary>A named value for the reader: the name on a line, the value indented below it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The value.</param>
    public void Show(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string text = value.ToString();
        Say(text.Contains('\n', StringComparison.Ordinal) ? $"{name} =\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}" : $"{name} = {text}");
    }

    /// <summary>Says how far a long piece of work has come, and ends the lab here if the reader asked to stop.</summary>
    /// <param name="work">What is being done.</param>
    /// <param name="done">How many parts of it are done.</param>
    /// <param name="total">How many parts there are.</param>
    /// <param name="figure">A figure of the moment.</param>
    /// <exception cref="OperationCanceledException">The reader asked to stop.</exception>
    public void Report(string work, int done, int total, string? figure = null)
    {
        stop.ThrowIfCancellationRequested();
        progress.Report(work, done, total, figure);
    }

    /// <summary>The path for a file that the lab writes; its folder is made if it is not there.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public string OutFile(string name)
    {
        string folder = options.Out ?? Path.Combine("hebb-labs", lab.Name);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    /// <summary>A file of the lab's data, in the folder that <c>--data</c> names or in the present one.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="what">What it holds and where it comes from, in a few words.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="LabDataException">It is not there; the message says where to put it.</exception>
    public string DataFile(string name, string what)
    {
        string folder = Data ?? ".", path = Path.Combine(folder, name);
        if (File.Exists(path)) return path;
        throw new LabDataException($"The lab {lab.Name} wants the file {name} ({what}); it is not in '{folder}'.", $"Put it into a folder and name that: hebb lab {lab.Name} --data FOLDER.");
    }

    InvalidOperationException Unused(string option) =>
        new($"The lab {lab.Name} reads {option}, but its Defaults leave it null, which says that it plays no part. Give it a value there.");
}
