using System.Globalization;
using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// Why a model says what it says of one image: its probabilities, smoothed saliency, Grad-CAM and an occlusion map of the best class. The model is in evaluation mode
/// meanwhile; nothing about it changes.
/// </summary>
/// <example><code>Explanation.Of(model, image, classNames).ToReport().Save("why.html");</code></example>
public sealed class Explanation
{
    Explanation(IReadOnlyList<ClassProbability> probabilities, Tensor shown, Saliency saliency, GradCam? gradCam, OcclusionMap occlusion) =>
        (Probabilities, Shown, Saliency, GradCam, Occlusion) = (probabilities, shown, saliency, gradCam, occlusion);

    /// <summary>All classes, the most likely first.</summary>
    public IReadOnlyList<ClassProbability> Probabilities { get; }

    /// <summary>The class that is explained: the most likely one unless another was asked for.</summary>
    public ClassProbability Class => Probabilities.First(p => p.Class == Occlusion.Class);

    /// <summary>The image as it is shown, [1, channels, height, width].</summary>
    public Tensor Shown { get; }

    /// <summary>Which pixels move the score.</summary>
    public Saliency Saliency { get; }

    /// <summary>Where the last convolution looks; null for a model without convolutions.</summary>
    public GradCam? GradCam { get; }

    /// <summary>What the model needs to see.</summary>
    public OcclusionMap Occlusion { get; }

    /// <summary>Explains one image.</summary>
    /// <param name="model">Answers [n, channels, height, width] with scores [n, classes].</param>
    /// <param name="image">The image as the model wants it, [channels, height, width] or [1, channels, height, width], resized and normalised.</param>
    /// <param name="classes">The classes' names, as many as the model has scores.</param>
    /// <param name="class">The class to explain; null for the most likely one.</param>
    /// <param name="shown">The same image as a person wants to see it, before it was normalised; null for <paramref name="image"/> itself.</param>
    /// <param name="fromLogits">Whether the scores are logits; if not, they are probabilities.</param>
    /// <exception cref="ShapeException">The input is no image, or the model gives another number of scores than there are names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Explanation Of(Module model, Tensor image, IReadOnlyList<string> classes, int? @class = null, Tensor? shown = null, bool fromLogits = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(classes);
        Tensor x = Single(image, "image");
        Tensor display = shown is null ? x : Single(shown, "shown image");
        double[] probabilities;
        bool hasConvolution;
        using (var inspection = new Inspection(model))
        using (Autograd.NoGrad())
        {
            Tensor scores = ClassScores.Check("An explanation", model.Call(x), 1);
            if (scores.Shape[1] != classes.Count) throw new ShapeException($"The model gives {scores.Shape[1]} scores, but there are names for {classes.Count} classes.", "Give one name for each score of the model.");
            probabilities = (fromLogits ? scores.To(DType.Float64).Softmax(1) : scores).ToArray<double>();
            hasConvolution = inspection.Modules.Any(m => m.Value is Conv2d);
        }

        ClassProbability[] ranked = [.. probabilities.Select((p, c) => new ClassProbability(c, classes[c], p)).OrderByDescending(p => p.Probability)];
        int chosen = @class ?? ranked[0].Class;
        return new Explanation(
            ranked, display, Saliency.Smooth(model, x, [chosen]), hasConvolution ? GradCam.Of(model, x, [chosen]) : null, OcclusionMap.Of(model, x, chosen, fromLogits: fromLogits));
    }

    /// <summary>The likeliest classes as bars.</summary>
    /// <param name="max">How many.</param>
    public BarChart ToFigure(int max = 5)
    {
        ClassProbability[] best = [.. Probabilities.Take(Math.Max(1, max))];
        return new BarChart("What the model says", [.. best.Select(p => p.Name)]) { Horizontal = true, XTitle = "probability" }.Bars("probability", PlotData.From(best.Select(p => p.Probability)));
    }

    /// <summary>A page with the image, the probabilities and the maps.</summary>
    /// <param name="title">The title of the page; null for the class that is explained.</param>
    public Report ToReport(string? title = null)
    {
        ClassProbability said = Class;
        var report = new Report(title ?? $"Why {said.Name}?");
        string other = said == Probabilities[0] ? string.Empty : $" The maps below explain the class {said.Name} ({ClassNames.Percent(said.Probability)}).";
        report.Text($"The model takes this for {Probabilities[0].Name} ({ClassNames.Percent(Probabilities[0].Probability)}).{other}");
        report.Figure(Beside("The image"), "What the model was given.").Figure(ToFigure(), "The likeliest classes.");
        report.Heading("Where it looks");
        if (GradCam is { } cam)
            report.Figure(Beside($"Grad-CAM, layer {cam.Layer}", (Warm(cam.Heat), ColorMap.Viridis, "where it looks")), $"Grad-CAM: what in the maps of layer {cam.Layer} speaks for {said.Name}.");
        report.Heading("What it needs").Figure(
            Beside("Occlusion", (Warm(Positive(Occlusion.Map)), ColorMap.Viridis, "needed"), (Occlusion.Map.Unsqueeze(0), ColorMap.Diverging, "drop")),
            string.Create(CultureInfo.InvariantCulture, $"A patch of the image's mean colour was moved over it. Where it covers what matters, the probability drops, at most by {Occlusion.Drop.Amax().Item():0.00}; vermillion for less sure, blue for surer."));
        return report.Heading("Which pixels count").Figure(
            Beside("Saliency", (Saliency.Map, ColorMap.Viridis, "|∂score/∂x|")), $"SmoothGrad: how much a small change of each pixel moves the score of {said.Name}.");
    }

    ImageGrid Beside(string title, params ReadOnlySpan<(Tensor Maps, ColorMap Map, string Caption)> others)
    {
        ImageGrid grid = InputImages.Beside(title, InputImages.Of(Shown)!, [others.Length > 0 ? "the image" : string.Empty], others);
        int side = Math.Max(Shown.Shape[2], Shown.Shape[3]);
        grid.Scale = 180.0 / side >= 1 ? Math.Floor(180.0 / side) : 180.0 / side;
        return grid;
    }

    // The image that is shown may have another size than the one that the model was given.
    Tensor Warm(Tensor heat)
    {
        using var quiet = Autograd.NoGrad();
        Tensor fitting = heat.Shape[1] == Shown.Shape[2] && heat.Shape[2] == Shown.Shape[3]
            ? heat
            : heat.Unsqueeze(1).Interpolate((Shown.Shape[2], Shown.Shape[3]), mode: InterpolationMode.Bilinear).Squeeze(1);
        return Overlay.Of(Shown, fitting);
    }

    static Tensor Positive(Tensor map)
    {
        using var quiet = Autograd.NoGrad();
        Tensor positive = map.Relu().Unsqueeze(0);
        return positive / Math.Max(positive.Amax().Item(), 1e-30);
    }

    static Tensor Single(Tensor image, string what)
    {
        using var quiet = Autograd.NoGrad();
        Tensor one = image.Rank == 3 ? image.Detach().Unsqueeze(0) : image.Detach();
        return one.Rank == 4 && one.Shape[0] == 1 ? one : throw new ShapeException($"The {what} to explain has shape [channels, height, width]; this has {image.Shape}.", "Take one from a batch: x[0].");
    }
}
