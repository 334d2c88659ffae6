using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// How much each input value moves the score of a class: the gradient ∂score/∂x. The model is in evaluation mode meanwhile; nothing about it changes.
/// </summary>
/// <remarks>
/// Simonyan, Vedaldi and Zisserman: Deep inside convolutional networks (2014). Smoothed: Smilkov, Thorat, Kim, Viégas and Wattenberg: SmoothGrad (2017).
/// </remarks>
/// <example><code>Saliency.Of(model, images).ToFigure().SaveSvg("saliency.svg");</code></example>
public sealed class Saliency
{
    Saliency(Tensor x, int[] classes, Tensor gradient)
    {
        (Input, Classes, Gradient) = (x, classes, gradient);
        using var quiet = Autograd.NoGrad();
        Map = x.Rank == 4 ? gradient.Abs().Amax(1) : gradient.Abs();
    }

    /// <summary>The inputs.</summary>
    public Tensor Input { get; }

    /// <summary>The class of each input whose score was differentiated.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>∂score/∂x, of the inputs' shape.</summary>
    public Tensor Gradient { get; }

    /// <summary>|gradient|, of images the largest over the channels: [n, height, width]; otherwise of the inputs' shape.</summary>
    public Tensor Map { get; }

    /// <summary>The gradient of a class's score with respect to the inputs.</summary>
    /// <param name="model">Answers [n, ..] with scores [n, classes].</param>
    /// <param name="x">Inputs with a batch axis, of a floating-point type.</param>
    /// <param name="classes">A class for each input, or one for all; null for the predicted ones.</param>
    /// <exception cref="ShapeException">The model does not answer with scores [n, classes].</exception>
    /// <exception cref="DTypeException">The inputs are whole numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Saliency Of(Module model, Tensor x, IReadOnlyList<int>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var inspection = new Inspection(model);
        int[]? chosen = null;
        Tensor gradient = Differentiate(inspection, x, ref chosen, classes);
        return new Saliency(x, chosen!, gradient);
    }

    /// <summary>The mean gradient over noisy copies of the inputs, x + σ·ε with σ = <paramref name="noise"/> · (max x − min x): less speckled.</summary>
    /// <param name="model">Answers [n, ..] with scores [n, classes].</param>
    /// <param name="x">Inputs with a batch axis, of a floating-point type.</param>
    /// <param name="classes">A class for each input, or one for all; null for those predicted without noise.</param>
    /// <param name="samples">How many copies.</param>
    /// <param name="noise">The noise's share of the inputs' range; 0.1 to 0.2 is usual.</param>
    /// <param name="generator">Where the noise comes from; one with seed 0 unless given.</param>
    /// <exception cref="ShapeException">The model does not answer with scores [n, classes].</exception>
    /// <exception cref="DTypeException">The inputs are whole numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, no copy, or negative noise.</exception>
    public static Saliency Smooth(Module model, Tensor x, IReadOnlyList<int>? classes = null, int samples = 25, double noise = 0.15, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (!(noise >= 0)) throw new ArgumentOutOfRangeException(nameof(noise), noise, "The noise is a share of the inputs' range, 0 or more.");
        generator ??= new Generator(0);
        using var inspection = new Inspection(model);
        int[]? chosen = null;
        Tensor sum;
        double sigma;
        using (Autograd.NoGrad())
        {
            Check(x);
            sum = Tensor.ZerosLike(x);
            sigma = x.Count == 0 ? 0 : noise * (x.Detach().Amax().Item() - x.Detach().Amin().Item());
            chosen = ClassScores.Choose("SmoothGrad", ClassScores.Check("SmoothGrad", model.Call(x.Detach()), x.Shape[0]), classes);
        }

        for (int i = 0; i < samples; i++)
        {
            using MemoryScope scope = Memory.Scope();
            Tensor noisy;
            using (Autograd.NoGrad()) noisy = x.Detach() + Tensor.Randn(x.Shape, 0, sigma, generator, x.DType);
            Tensor gradient = Differentiate(inspection, noisy, ref chosen, null);
            using (Autograd.NoGrad()) sum.AddInPlace(gradient, 1.0 / samples);
        }

        return new Saliency(x, chosen!, sum);
    }

    /// <summary>Each image with its map beside it.</summary>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    /// <exception cref="ShapeException">The inputs are no images.</exception>
    public ImageGrid ToFigure(IReadOnlyList<string>? names = null)
    {
        Tensor images = InputImages.Of(Input) is { } shown && Input.Rank == 4 ? shown
            : throw new ShapeException($"Saliency of images [n, channels, height, width] can be drawn; these inputs have {Input.Shape}.", "Gradient holds the numbers.");
        return InputImages.Beside("Saliency", images, [.. Classes.Select(c => ClassNames.Of(names, c))], (Map, ColorMap.Viridis, "|∂score/∂x|"));
    }

    static Tensor Differentiate(Inspection inspection, Tensor x, ref int[]? chosen, IReadOnlyList<int>? classes)
    {
        Check(x);
        using var recording = Autograd.EnableGrad();
        Tensor leaf = x.Clone().Detach().WithGrad();
        Tensor scores = ClassScores.Check("Saliency", inspection.Model.Call(leaf), x.Shape[0]);
        chosen ??= ClassScores.Choose("Saliency", scores, classes);
        return Autograd.Grad(ClassScores.Sum(scores, chosen), [leaf])[0];
    }

    static void Check(Tensor x)
    {
        if (!x.DType.IsFloatingPoint) throw new DTypeException($"Saliency differentiates with respect to the inputs; these are {x.DType}.", "Convert them as the model wants them: new ToFloat().Apply(x).");
        if (x.Rank < 2) throw new ShapeException($"Inputs have a batch axis; these have shape {x.Shape}.", "Unsqueeze(0) makes one input a batch.");
    }
}
