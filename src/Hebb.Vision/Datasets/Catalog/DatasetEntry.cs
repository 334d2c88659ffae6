namespace Hebb.Vision.Datasets;

/// <summary>What Hebb knows about a data set: where it comes from, under which terms, which files it needs.</summary>
internal sealed class DatasetEntry
{
    /// <summary>The name on the command line, and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Other names under which it may be asked for, and folders may be called.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Its home page, or who has it.</summary>
    public required string Source { get; init; }

    /// <summary>The terms under which it may be used, as far as they are known.</summary>
    public required string Licence { get; init; }

    /// <summary>What to cite.</summary>
    public required string Citation { get; init; }

    /// <summary>The files of its public home; none if it has none.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];

    /// <summary>
    /// Sets of files and folders of which one must be complete for the data set to be there. A name that ends in .gz is also met by the same name without it.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<string>> Layouts { get; init; }

    /// <summary>Folders, below the one that is named, in which the files may lie: what the archives bring along.</summary>
    public IReadOnlyList<string> Subfolders { get; init; } = [];

    /// <summary>Whether it is part of the library, so that there is nothing to look for.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>The parts into which it is divided.</summary>
    public IReadOnlyList<Split> Parts { get; init; } = [Split.Train, Split.Test];

    /// <summary>Opens a part: of the files in a folder, or with null in the usual places (see <see cref="DatasetPlaces"/>).</summary>
    public required Func<string?, Split, IImageDataset> Open { get; init; }

    /// <summary>The bytes to load, or null where a file's length is not known.</summary>
    public long? DownloadLength => Files.Any(file => file.Length is null) ? null : Files.Sum(file => file.Length);

    /// <summary>Its name and title.</summary>
    public override string ToString() => $"{Name}: {Title}";
}
