namespace Hebb.Vision.Datasets;

/// <summary>
/// Every data set that Hebb opens by name. Lengths and SHA-256 sums are those that several independent projects pin for the same addresses; a file without a sum is not verified, and
/// <c>hebb data fetch</c> says so.
/// </summary>
internal static partial class DatasetCatalog
{
    // Made when it is asked for: the entries of the class's other file may be initialised after those of this one.
    static readonly Lazy<IReadOnlyList<DatasetEntry>> Everything = new(List);

    /// <summary>8×8 digits, embedded in the library.</summary>
    public static DatasetEntry Digits { get; } = new()
    {
        Name = "digits",
        Title = "1,797 handwritten digits, 8×8, embedded",
        Source = "https://doi.org/10.24432/C50P49",
        Licence = "CC BY 4.0",
        Citation = "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998",
        Layouts = [],
        IsEmbedded = true,
        Open = (_, part) => part == Split.Train ? Datasets.Digits.Train : Datasets.Digits.Test,
    };

    /// <summary>NIST36 and sets in the same form.</summary>
    public static DatasetEntry Nist36 { get; } = new()
    {
        Name = "nist36",
        Aliases = ["chars36"],
        Title = "handwritten A–Z and 0–9, 32×32",
        Source = "handed out with the homework of CMU 16-720, Computer Vision",
        Licence = "none stated; NIST Special Database 19 is a work of the US government",
        Citation = "P. Grother, K. Hanaoka: NIST Special Database 19, Handprinted Forms and Characters, 2016",
        Layouts = [["nist36_train.mat", "nist36_valid.mat", "nist36_test.mat"], ["chars36_train.mat", "chars36_valid.mat", "chars36_test.mat"]],
        Parts = [Split.Train, Split.Validation, Split.Test, Split.Extra],
        Open = (folder, part) => Datasets.Nist36.Load(folder, part),
    };

    /// <summary>Photographs of eight kinds of places.</summary>
    public static DatasetEntry Scenes8 { get; } = new()
    {
        Name = "scenes8",
        Title = "photographs of 8 kinds of places",
        Source = "handed out with the homework of CMU 16-720, Computer Vision; from the SUN database",
        Licence = "for research; the photographs belong to their owners",
        Citation = "J. Xiao, J. Hays, K. Ehinger, A. Oliva, A. Torralba: SUN Database, CVPR 2010",
        Layouts = [["classes.txt", "train_files.txt", "train_labels.txt", "test_files.txt", "test_labels.txt"]],
        Open = (folder, part) => Scenes.Open(folder, part == Split.Train),
    };

    /// <summary>Patches of photographs for a sparse auto-encoder.</summary>
    public static DatasetEntry Patches { get; } = new()
    {
        Name = "patches",
        Title = "colour patches of photographs, 16×16, no classes",
        Source = "any HDF5 file natural_patches.h5 with a data set 'data' of bytes [n, 3, height, width]",
        Licence = "that of the photographs",
        Citation = "none",
        Layouts = [["natural_patches.h5"]],
        Parts = [Split.Train],
        Open = (folder, _) => PatchesH5.Load(folder),
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<DatasetEntry> All => Everything.Value;

    /// <summary>The data set of a name or another name of it, in any case; null if there is none.</summary>
    /// <param name="name">Such as "mnist".</param>
    public static DatasetEntry? Find(string name) =>
        All.FirstOrDefault(entry => entry.Aliases.Prepend(entry.Name).Contains(name, StringComparer.OrdinalIgnoreCase));

    static DatasetEntry[] List() => [Digits, Mnist, FashionMnist, Emnist, Cifar10, Cifar100, Flowers17, Nist36, Scenes8, Patches];
}
