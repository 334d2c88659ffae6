namespace Hebb.Cli.Display;

/// <summary>Metrics that are one quantity, measured on different sets of data, and so belong into one chart.</summary>
/// <param name="Title">The quantity; the metric's own name if it is alone.</param>
/// <param name="Names">The metrics.</param>
sealed record MetricGroup(string Title, IReadOnlyList<string> Names)
{
    const string Clock = "epoch", EachStep = "step";
    static readonly string[] Sets = ["train", "training", "val", "valid", "validation", "test", "eval", "evaluation"];

    /// <summary>Sorts metrics into quantities, in the order of their first names.</summary>
    /// <param name="names">The names under which they were logged.</param>
    /// <param name="isSingleRun">Whether they are of one run: then the many values of single steps lie behind those of the epochs; beside other runs they would hide them.</param>
    public static IEnumerable<MetricGroup> Of(IEnumerable<string> names, bool isSingleRun) => names
        .Where(name => !string.Equals(name, Clock, StringComparison.OrdinalIgnoreCase))
        .GroupBy(name => Quantity(name, isSingleRun), StringComparer.OrdinalIgnoreCase)
        .Select(group => group.ToList() is [var single] ? new MetricGroup(single, [single]) : new MetricGroup(group.Key, [.. group]));

    // "val_loss", "validation loss", "loss/val" and "step loss" are losses. A name of nothing but such words is a quantity of its own.
    static string Quantity(string name, bool isSingleRun)
    {
        string[] words = name.Split([' ', '/', '_', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
        string[] left = [.. words.Where(word => !Sets.Contains(word, StringComparer.OrdinalIgnoreCase) && !(isSingleRun && string.Equals(word, EachStep, StringComparison.OrdinalIgnoreCase)))];
        return left.Length == 0 ? name : string.Join(' ', left);
    }
}
