namespace Hebb.Vision.Datasets.Folders;

/// <summary>What the folders of a divided data set are called, in any case.</summary>
static class PartNames
{
    public static IReadOnlyList<string> Train { get; } = ["train", "training"];

    public static IReadOnlyList<string> Validation { get; } = ["val", "valid", "validation"];

    public static IReadOnlyList<string> Test { get; } = ["test", "testing"];

    /// <summary>Whether a name is that of a part, and so hardly that of a class.</summary>
    public static bool IsOne(string name) => Train.Concat(Validation).Concat(Test).Contains(name, StringComparer.OrdinalIgnoreCase);
}
