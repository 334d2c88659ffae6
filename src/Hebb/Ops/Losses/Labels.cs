namespace Hebb;

public static partial class Ops
{
    /// <summary>Checks that a target holds one class for each place of the logits, and says which label is wrong.</summary>
    /// <param name="loss">The loss, for the message.</param>
    /// <param name="x">The logits.</param>
    /// <param name="target">The labels: the shape of the logits without their class axis.</param>
    /// <param name="classAxis">The axis of the classes.</param>
    /// <param name="ignoreIndex">A label that is allowed without being a class; or null.</param>
    /// <returns>The labels to ignore as a mask, or null if there are none.</returns>
    static Tensor? CheckLabels(string loss, Tensor x, Tensor target, int classAxis, long? ignoreIndex)
    {
        if (target.DType != DType.Int64)
        {
            throw new DTypeException(
                $"{loss} takes Int64 labels; the target holds {target.DType}.",
                target.DType.IsFloatingPoint ? $"Probabilities must have the shape of the logits, {x.Shape}; labels are converted by target.To(DType.Int64)." : "Convert them: target.To(DType.Int64).");
        }

        if (!IsWithout(x.Shape.Axes, classAxis, target.Shape.Axes))
        {
            Shape expected = x.Shape.Without(classAxis);
            throw new ShapeException(
                $"{loss} of logits of shape {x.Shape} takes labels of shape {expected}; the target has {target.Shape}.",
                target.Shape == x.Shape ? "For probabilities or one-hot targets use a floating-point type." : target.Count == expected.Count ? "Reshape or Squeeze the target." : null);
        }

        int classes = x.Shape[classAxis];
        // One look settles the usual case: every label is a class, and what would be ignored is none.
        if (ignoreIndex is not { } given || given < 0 || given >= classes)
        {
            if (target.Backend.FirstOutside(target.Data, classes) < 0) return null;
        }

        Tensor? ignored = null;
        if (ignoreIndex is { } ignore)
        {
            Tensor mask = target.Equal(ignore);
            if (mask.Any().Item() != 0) ignored = mask;
        }

        Tensor labels = ignored is null ? target : Where(ignored, 0, target);
        if (classes == 0 && labels.Count == 0) return ignored;
        try
        {
            labels.Backend.CheckIndices(labels.Data, classes, "class");
        }
        catch (IndexException)
        {
            throw BadLabel(labels, classes);
        }

        return ignored;
    }

    static bool IsWithout(ReadOnlySpan<int> lengths, int axis, ReadOnlySpan<int> others) =>
        others.Length == lengths.Length - 1 && others[..axis].SequenceEqual(lengths[..axis]) && others[axis..].SequenceEqual(lengths[(axis + 1)..]);

    static IndexException BadLabel(Tensor labels, int classes)
    {
        long[] values = labels.ToArray<long>();
        int first = Array.FindIndex(values, label => label < 0 || label >= classes), rest = first;
        var index = new int[labels.Rank];
        for (int i = index.Length - 1; i >= 0; i--)
        {
            index[i] = rest % labels.Shape[i];
            rest /= labels.Shape[i];
        }

        string position = index.Length switch
        {
            0 => string.Empty,
            1 => $" at position {first}",
            _ => $" at position [{string.Join(", ", index)}]",
        };
        return new IndexException(
            $"label {values[first]}{position}; the logits have {classes} classes: 0 … {classes - 1}.",
            values[first] == classes ? "Do the labels count from 1? Subtract 1." : "Check the labels, or the size of the last layer.");
    }

    /// <summary>The weight of each label's class.</summary>
    static Tensor IndexedBy(this Tensor weight, Tensor target, int classes)
    {
        if (weight.Rank != 1 || weight.Count != classes) throw new ShapeException($"The class weights must have shape [{classes}], one for each class; they have {weight.Shape}.");
        return Pick(weight, 0, target.Reshape(-1)).Reshape(target.Shape);
    }
}
