namespace Hebb.Tracking;

/// <summary>What the name of a metric says about it.</summary>
static class MetricRank
{
    static readonly string[] LowerWords = ["loss", "error", "err", "mse", "mae", "rmse", "perplexity", "ppl", "cer", "wer", "ece", "entropy", "distance", "divergence", "seconds", "time", "memory"];
    static readonly string[] GoodWords = ["accuracy", "acc", "f1", "auc", "psnr", "ssim", "iou", "precision", "recall"];

    /// <summary>Whether smaller is better.</summary>
    public static bool IsLowerBetter(string name)
    {
        string[] words = Words(name);
        return words.Any(w => LowerWords.Contains(w, StringComparer.Ordinal)) && !words.Any(w => GoodWords.Contains(w, StringComparer.Ordinal));
    }

    /// <summary>The metric that says best how good a run is.</summary>
    public static MetricSummary? Main(IReadOnlyList<MetricSummary> metrics) => metrics.Where(m => !double.IsNaN(m.Best)).MinBy(m => Rank(m.Name));

    // Lower ranks first. Rates, gradient norms and the like come last: they say nothing about how good a run is.
    static int Rank(string name)
    {
        string[] words = Words(name);
        int good = words.Any(w => GoodWords.Contains(w, StringComparer.Ordinal)) ? 0 : words.Contains("loss", StringComparer.Ordinal) ? 1 : IsLowerBetter(name) ? 2 : 9;
        int set = words.Any(w => w is "val" or "valid" or "validation") ? 0 : words.Any(w => w is "test" or "eval") ? 3 : 6;
        return (good >= 9 ? 100 : 0) + set + good;
    }

    static string[] Words(string name) => name.ToLowerInvariant().Split([' ', '/', '_', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
}
