using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Vision.Insight;

/// <summary>
/// Predictions to look at, gathered batch by batch in one pass: the ones with the largest losses, worst first, and the first right and the first wrong ones, each with its
/// image. Of all other images nothing is kept.
/// </summary>
/// <example><code>
/// var gallery = new ResultsGallery(classNames);
/// foreach (var (x, labels) in loader) gallery.Update(x, model.Forward(x), labels);
/// gallery.WorstFigure().SaveSvg("worst.svg");
/// </code></example>
public sealed class ResultsGallery
{
    readonly IReadOnlyList<string>? names;
    readonly int shown;
    readonly bool fromLogits;
    readonly TopLosses top;
    readonly Dictionary<long, (Prediction Said, Tensor Image)> candidates = [];
    readonly List<(Prediction Said, Tensor Image)> right = [], wrong = [];

    /// <summary>Makes an empty gallery.</summary>
    /// <param name="classes">The classes' names; their numbers where it is null.</param>
    /// <param name="shown">How many predictions of each kind are kept, at least 1.</param>
    /// <param name="fromLogits">Whether the scores are logits, to be made probabilities by softmax.</param>
    /// <exception cref="ArgumentOutOfRangeException">None are to be kept.</exception>
    public ResultsGallery(IReadOnlyList<string>? classes = null, int shown = 24, bool fromLogits = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shown, 1);
        (names, this.shown, this.fromLogits) = (classes, shown, fromLogits);
        top = new TopLosses(shown);
    }

    /// <summary>How many predictions there were.</summary>
    public long Count { get; private set; }

    /// <summary>Those with the largest losses, largest first.</summary>
    public IReadOnlyList<Prediction> Worst => [.. WorstKept().Select(k => k.Said)];

    /// <summary>The first right ones.</summary>
    public IReadOnlyList<Prediction> Right => [.. right.Select(k => k.Said)];

    /// <summary>The first wrong ones.</summary>
    public IReadOnlyList<Prediction> Wrong => [.. wrong.Select(k => k.Said)];

    /// <summary>Takes in a batch; the samples' indices go on counting from batch to batch.</summary>
    /// <param name="images">What is to be shown of the samples: [n, channels, height, width]. Inputs of other shapes are kept in the lists, and leave the figures out.</param>
    /// <param name="scores">What the model answered: [n, classes].</param>
    /// <param name="labels">Class numbers [n].</param>
    /// <exception cref="ShapeException">The shapes do not belong together.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public void Update(Tensor images, Tensor scores, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (scores.Rank != 2 || labels.Rank != 1 || labels.Shape[0] != scores.Shape[0] || images.Rank < 1 || images.Shape[0] != scores.Shape[0])
            throw new ShapeException($"A gallery takes images [n, ..], scores [n, classes] and labels [n]; it got {images.Shape}, {scores.Shape} and {labels.Shape}.");
        using var quiet = Autograd.NoGrad();
        using MemoryScope scope = Memory.Scope();
        Tensor wide = scores.Detach().To(DType.Float64), own = labels.To(DType.Int64), logs = fromLogits ? wide.LogSoftmax(1) : wide.Log();
        Tensor losses = logs.NllLoss(own, reduction: Reduction.None);
        (Tensor best, Tensor place) = logs.Max(1);
        double[] confidences = best.ToArray<double>(), each = losses.ToArray<double>();
        long[] predicted = place.ToArray<long>(), truth = own.ToArray<long>();
        top.Update(losses);
        var worst = new Dictionary<long, double>(top.Compute().Select(one => new KeyValuePair<long, double>(one.Index, one.Loss)));
        foreach (long gone in candidates.Keys.Where(index => !worst.ContainsKey(index)).ToArray()) candidates.Remove(gone);
        for (int i = 0; i < each.Length; i++)
        {
            var said = new Prediction(Count + i, (int)truth[i], (int)predicted[i], Math.Exp(confidences[i]), each[i]);
            List<(Prediction Said, Tensor Image)> first = said.IsRight ? right : wrong;
            bool isWorst = worst.ContainsKey(said.Index);
            if (!isWorst && first.Count >= shown) continue;
            Tensor image = images.Narrow(0, i, 1).Detach().Clone().Keep();
            if (isWorst) candidates[said.Index] = (said, image);
            if (first.Count < shown) first.Add((said, image));
        }

        Count += each.Length;
    }

    /// <summary>The predictions with the largest losses, worst first; under each what it was taken for, how surely, and what it is.</summary>
    /// <exception cref="InvalidOperationException">There are no images.</exception>
    public ImageGrid WorstFigure() => Grid("The worst predictions", WorstKept());

    /// <summary>The first right predictions.</summary>
    /// <exception cref="InvalidOperationException">None was right, or the inputs are no images.</exception>
    public ImageGrid RightFigure() => Grid("Right", right);

    /// <summary>The first wrong predictions.</summary>
    /// <exception cref="InvalidOperationException">None was wrong, or the inputs are no images.</exception>
    public ImageGrid WrongFigure() => Grid("Wrong", wrong);

    /// <summary>Whether the inputs can be shown at all.</summary>
    internal bool HasImages => right.Concat(wrong).Any(k => k.Image.Rank is 3 or 4);

    IReadOnlyList<(Prediction Said, Tensor Image)> WorstKept() => [.. top.Compute().Select(one => candidates[one.Index])];

    ImageGrid Grid(string title, IReadOnlyList<(Prediction Said, Tensor Image)> kept)
    {
        if (kept.Count == 0) throw new InvalidOperationException($"“{title}”: there are no such predictions.");
        var grid = new ImageGrid(title) { Range = ImageRange.PerTile, Columns = Math.Min(8, kept.Count) };
        using var quiet = Autograd.NoGrad();
        foreach ((Prediction said, Tensor input) in kept)
        {
            Tensor image = InputImages.Of(input) ?? throw new InvalidOperationException($"Inputs of shape {input.Shape} are no images; Worst, Right and Wrong list the predictions.");
            string name = ClassNames.Of(names, said.Predicted);
            grid.Image(image.Select(0, 0), said.IsRight ? $"{name} {ClassNames.Percent(said.Confidence)}" : $"{name}, is {ClassNames.Of(names, said.Label)}", said.IsRight);
        }

        return grid;
    }
}
