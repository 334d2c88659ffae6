namespace Hebb.Vision.Insight;

/// <summary>The scores of chosen classes from what a model answers.</summary>
static class ClassScores
{
    /// <summary>Checks that the answer has a row of scores for each input.</summary>
    public static Tensor Check(string what, Tensor scores, int count)
    {
        if (scores.Rank == 2 && scores.Shape[0] == count && scores.Shape[1] > 0) return scores;
        throw new ShapeException($"{what} needs a model that answers {count} inputs with scores of shape [{count}, classes]; this one answered with {scores.Shape}.", "Give it inputs with a batch axis, and a model of classes.");
    }

    /// <summary>The classes that were asked for, one for each row, or, without any, those with the best scores.</summary>
    public static int[] Choose(string what, Tensor scores, IReadOnlyList<int>? classes)
    {
        int rows = scores.Shape[0], count = scores.Shape[1];
        if (classes is null) return [.. scores.ArgMax(1).ToArray<long>().Select(c => (int)c)];
        if (classes.Count != rows && classes.Count != 1)
            throw new ArgumentException($"{what} got {classes.Count} classes for {rows} inputs; give one for each, one for all, or none for the predicted ones.", nameof(classes));
        int[] chosen = [.. Enumerable.Range(0, rows).Select(i => classes[classes.Count == 1 ? 0 : i])];
        foreach (int one in chosen)
        {
            if (one < 0 || one >= count) throw new ArgumentOutOfRangeException(nameof(classes), one, $"{what}: class {one} is none of the {count} classes of the model, 0 … {count - 1}.");
        }

        return chosen;
    }

    /// <summary>Σ of each row's score of its class: its gradient has, row by row, the gradient of that row's score, because in evaluation mode rows do not meet.</summary>
    public static Tensor Sum(Tensor scores, int[] classes) => scores.PickLabels(Tensor.From(Array.ConvertAll(classes, c => (long)c))).Sum();
}
