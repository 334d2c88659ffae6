namespace Hebb.Training;

/// <summary>Checks of predictions and labels that metrics of classes share; whatever has further axes becomes rows.</summary>
internal static class ClassBatch
{
    /// <summary>Scores [n, classes] and labels [n] from scores [n, classes, d…] and labels [n, d…].</summary>
    internal static (Tensor Scores, long[] Labels) Rows(string metric, Tensor scores, Tensor target)
    {
        if (scores.Rank < 2 || scores.Shape[1] == 0 || target.Shape != scores.Shape.Without(1))
        {
            throw new ShapeException(
                $"{metric} compares scores of shape [n, classes, ..] with labels of shape [n, ..]; it got {scores.Shape} and {target.Shape}.",
                target.Shape == scores.Shape ? "Labels are class numbers; turn one-hot rows into them with ArgMax(1)." : null);
        }

        int classes = scores.Shape[1];
        long[] labels = Classes(metric, target, classes);
        CheckNumbers(metric, scores);
        if (scores.Rank == 2) return (scores, labels);
        int[] order = [0, .. Enumerable.Range(2, scores.Rank - 2), 1];
        return (scores.Permute(order).Reshape(labels.Length, classes), labels);
    }

    /// <summary>Class numbers as they are, or the place of the largest score.</summary>
    internal static (long[] Predicted, long[] Labels) Decided(string metric, Tensor prediction, Tensor target, int classes)
    {
        if (!prediction.DType.IsFloatingPoint)
        {
            if (prediction.Shape != target.Shape) throw new ShapeException($"{metric} compares predicted classes with labels of the same shape; it got {prediction.Shape} and {target.Shape}.");
            return (Classes(metric, prediction, classes), Classes(metric, target, classes));
        }

        if (prediction.Rank >= 2 && prediction.Shape[1] != classes)
            throw new ShapeException($"{metric} was made for {classes} classes; the scores {prediction.Shape} have {prediction.Shape[1]}.");
        (Tensor scores, long[] labels) = Rows(metric, prediction, target);
        return (labels.Length == 0 ? [] : scores.ArgMax(1).ToArray<long>(), labels);
    }

    /// <summary>Class numbers, each of them checked.</summary>
    internal static long[] Classes(string metric, Tensor target, int classes)
    {
        if (target.DType.IsFloatingPoint) throw new DTypeException($"{metric} takes class numbers in an integer type; these are {target.DType}.", "Convert them: labels.To(DType.Int64).");
        long[] labels = target.ToArray<long>();
        int wrong = Array.FindIndex(labels, label => label < 0 || label >= classes);
        if (wrong < 0) return labels;
        throw new IndexException(
            $"{metric}: label {labels[wrong]} at place {wrong} is none of the {classes} classes, 0 … {classes - 1}.",
            labels[wrong] == classes ? "Do the labels count from 1? Subtract 1." : "Leave out what is not to be counted before the metric sees it.");
    }

    /// <summary>Refuses scores that are no numbers: nothing is the largest of them, and whatever a metric made of them would be an accident.</summary>
    internal static void CheckNumbers(string metric, Tensor scores)
    {
        if (scores.IsNan() is not { } mask || mask.Any().Item() == 0) return;
        long count = mask.To(DType.Int64).Sum().Item<long>();
        throw new ArgumentException(
            $"{metric} got {(count == scores.Count ? $"nothing but NaN in scores of shape {scores.Shape}" : $"{count} NaN among {scores.Count} scores of shape {scores.Shape}")}, which no score is above or below. "
            + "The model is broken, or its input: look at the loss, or compute inside Autograd.DetectAnomaly().", nameof(scores));
    }

    internal static int Count(int classes) => classes >= 2
        ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, $"There must be two classes or more to tell apart; {classes} were given.");
}
