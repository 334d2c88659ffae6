using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// Where a convolutional network looks for a class: maps Aₖ of a layer, weighted by the mean gradient of the score in each, L = relu(Σₖ mean(∂score/∂Aₖ) · Aₖ). The model
/// is in evaluation mode meanwhile; nothing about it changes.
/// </summary>
/// <remarks>Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra: Grad-CAM (ICCV 2017).</remarks>
/// <example><code>GradCam.Of(model, images).ToFigure(classNames).SaveSvg("where.svg");</code></example>
public sealed class GradCam
{
    GradCam(Tensor x, string layer, int[] classes, Tensor map)
    {
        (Input, Layer, Classes, Map) = (x, layer, classes, map);
        using var quiet = Autograd.NoGrad();
        Tensor large = map.Unsqueeze(1).Interpolate((x.Shape[2], x.Shape[3]), mode: InterpolationMode.Bilinear);
        Tensor max = large.Amax([1, 2, 3], keepDims: true);
        Heat = (large / max.Maximum(Tensor.Full(max.Shape, 1e-30, max.DType))).Squeeze(1);
    }

    /// <summary>The inputs.</summary>
    public Tensor Input { get; }

    /// <summary>The layer whose maps were weighted.</summary>
    public string Layer { get; }

    /// <summary>The class of each input.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>L, in the size of the layer's maps: [n, rows, columns], 0 or more.</summary>
    public Tensor Map { get; }

    /// <summary>L in the size of the inputs, bilinear, divided by its greatest value: [n, height, width], 0 … 1. All zeros where nothing speaks for the class.</summary>
    public Tensor Heat { get; }

    /// <summary>Where the model looks for a class.</summary>
    /// <param name="model">Answers [n, channels, height, width] with scores [n, classes].</param>
    /// <param name="x">The images, as the model wants them.</param>
    /// <param name="classes">A class for each image, or one for all; null for the predicted ones.</param>
    /// <param name="layerName">A layer with an output [n, maps, rows, columns]; null for the <see cref="Conv2d"/> that runs last.</param>
    /// <exception cref="ShapeException">The inputs are no images, the layer gives no maps, or the model no scores.</exception>
    /// <exception cref="ArgumentException">The model has no such layer, or no convolution.</exception>
    /// <exception cref="InvalidOperationException">The layer does not run in a forward pass.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static GradCam Of(Module model, Tensor x, IReadOnlyList<int>? classes = null, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4 || !x.DType.IsFloatingPoint)
            throw new ShapeException($"Grad-CAM takes images [n, channels, height, width] of a floating-point type; it got {x.Shape} {x.DType}.", "Unsqueeze(0) makes one image a batch; new ToFloat().Apply(x) makes bytes floats.");
        using var inspection = new Inspection(model);
        using var recording = Autograd.EnableGrad();
        (string Name, Tensor Output)? last = null;
        foreach ((string name, Module module) in layerName is null ? inspection.Modules.Where(m => m.Value is Conv2d) : [new(layerName, inspection.Named(layerName))])
            inspection.Watch(module, y => last = (name, y));
        if (layerName is null && !inspection.Modules.Any(m => m.Value is Conv2d))
            throw new ArgumentException("Grad-CAM needs a model with a Conv2d; this one has none. Saliency and OcclusionMap take any model.", nameof(model));

        // The image asks for a gradient so that the maps are on the tape even where all weights are frozen.
        Tensor scores = ClassScores.Check("Grad-CAM", model.Call(x.Clone().Detach().WithGrad()), x.Shape[0]);
        (string layer, Tensor maps) = last ?? throw FeatureMaps.NotRun(layerName ?? "Conv2d");
        if (maps.Rank != 4 || maps.Shape[0] != x.Shape[0]) throw new ShapeException($"Grad-CAM weights maps [n, maps, rows, columns]; the layer \"{layer}\" gives {maps.Shape}.", "Name a convolution, or leave the name out.");
        int[] chosen = ClassScores.Choose("Grad-CAM", scores, classes);
        Tensor gradient = Autograd.Grad(ClassScores.Sum(scores, chosen), [maps])[0];
        using var quiet = Autograd.NoGrad();
        Tensor weights = gradient.Mean([2, 3], keepDims: true);
        return new GradCam(x, layer, chosen, (weights * maps.Detach()).Sum(1).Relu());
    }

    /// <summary>Each image, and beside it the same under its heat.</summary>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    public ImageGrid ToFigure(IReadOnlyList<string>? names = null)
    {
        string title = Layer.Length > 0 ? $"Grad-CAM, layer {Layer}" : "Grad-CAM";
        return InputImages.Beside(title, InputImages.Of(Input)!, [.. Classes.Select(c => ClassNames.Of(names, c))], (Overlay.Of(Input, Heat), ColorMap.Viridis, string.Empty));
    }
}
