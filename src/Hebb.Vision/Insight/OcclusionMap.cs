using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// What a model needs to see: a patch is moved over one image, and at each place the drop of the class's probability is noted. The model is in evaluation mode
/// meanwhile; nothing about it changes.
/// </summary>
/// <remarks>Zeiler and Fergus: Visualizing and understanding convolutional networks (ECCV 2014).</remarks>
public sealed class OcclusionMap
{
    const int PlacesAtOnce = 64;

    OcclusionMap(Tensor image, int @class, double probability, Tensor drop, Tensor map) => (Input, Class, Probability, Drop, Map) = (image, @class, probability, drop, map);

    /// <summary>The image, [1, channels, height, width].</summary>
    public Tensor Input { get; }

    /// <summary>The class whose probability is watched.</summary>
    public int Class { get; }

    /// <summary>Its probability for the whole image.</summary>
    public double Probability { get; }

    /// <summary>Probability of the whole image − that with the patch at each place: Float32 [places down, places across]. Negative where covering helps.</summary>
    public Tensor Drop { get; }

    /// <summary>The mean drop of the patches that cover each pixel: Float32 [height, width].</summary>
    public Tensor Map { get; }

    /// <summary>Moves a patch over an image.</summary>
    /// <param name="model">Answers [n, channels, height, width] with scores [n, classes].</param>
    /// <param name="image">One image, [channels, height, width] or [1, channels, height, width], as the model wants it.</param>
    /// <param name="class">The class to watch; null for the predicted one.</param>
    /// <param name="patch">The side of the square patch in pixels; 0 for a quarter of the image's shorter side.</param>
    /// <param name="stride">How far it moves; 0 for half the patch. The last place touches the edge.</param>
    /// <param name="fill">What the patch is filled with; null for the image's mean of each channel.</param>
    /// <param name="fromLogits">Whether the scores are logits, to be made probabilities by softmax; if not, they are taken as they are.</param>
    /// <exception cref="ShapeException">The input is no image, or the model gives no scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or the patch does not fit into the image.</exception>
    public static OcclusionMap Of(Module model, Tensor image, int? @class = null, int patch = 0, int stride = 0, double? fill = null, bool fromLogits = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var quiet = Autograd.NoGrad();
        Tensor x = image.Rank == 3 ? image.Detach().Unsqueeze(0) : image.Detach();
        if (x.Rank != 4 || x.Shape[0] != 1 || !x.DType.IsFloatingPoint) throw new ShapeException($"An occlusion map is made of one image [channels, height, width] of a floating-point type; this is {image.Shape} {image.DType}.", "Take one from a batch: x[0].");
        int height = x.Shape[2], width = x.Shape[3];
        if (patch == 0) patch = Math.Max(1, Math.Min(height, width) / 4);
        if (patch < 1 || patch > Math.Min(height, width)) throw new ArgumentOutOfRangeException(nameof(patch), patch, $"A patch has a side of 1 to {Math.Min(height, width)} pixels in an image of {height} × {width}.");
        if (stride == 0) stride = Math.Max(1, patch / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        using var inspection = new Inspection(model);
        Tensor whole = Probabilities(model, x, fromLogits);
        int chosen = ClassScores.Choose("An occlusion map", whole, @class is { } one ? [one] : null)[0];
        double before = whole.Select(1, chosen).Item();

        int[] tops = Places(height, patch, stride), lefts = Places(width, patch, stride);
        double[] drops = Drops(model, x, chosen, before, (tops, lefts, patch), fill, fromLogits);
        return new OcclusionMap(x, chosen, before, Float(drops, tops.Length, lefts.Length), Float(Spread(drops, (tops, lefts, patch), height, width), height, width));
    }

    /// <summary>The image, under the heat of what is needed, and the drop itself: vermillion where covering lowers the probability, blue where it raises it.</summary>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    public ImageGrid ToFigure(IReadOnlyList<string>? names = null)
    {
        using var quiet = Autograd.NoGrad();
        Tensor map = Map.Unsqueeze(0), positive = map.Relu();
        double max = Math.Max(positive.Amax().Item(), 1e-30);
        return InputImages.Beside("Occlusion", InputImages.Of(Input)!, [ClassNames.Of(names, Class)], (Overlay.Of(Input, positive / max), ColorMap.Viridis, "needed"), (map, ColorMap.Diverging, "drop"));
    }

    static double[] Drops(Module model, Tensor x, int chosen, double before, (int[] Tops, int[] Lefts, int Side) patches, double? fill, bool fromLogits)
    {
        int count = patches.Tops.Length * patches.Lefts.Length, channels = x.Shape[1], height = x.Shape[2], width = x.Shape[3], area = height * width;
        float[] pixels = x.ToArray<float>();
        var drops = new double[count];
        for (int start = 0; start < count; start += PlacesAtOnce)
        {
            using MemoryScope scope = Memory.Scope();
            int here = Math.Min(PlacesAtOnce, count - start);
            var covered = new float[here * pixels.Length];
            for (int i = 0; i < here; i++)
            {
                Span<float> copy = covered.AsSpan(i * pixels.Length, pixels.Length);
                pixels.CopyTo(copy);
                int top = patches.Tops[(start + i) / patches.Lefts.Length], left = patches.Lefts[(start + i) % patches.Lefts.Length];
                for (int c = 0; c < channels; c++)
                {
                    float value = fill is { } given ? (float)given : Mean(pixels.AsSpan(c * area, area));
                    for (int row = top; row < top + patches.Side; row++) copy.Slice((c * area) + (row * width) + left, patches.Side).Fill(value);
                }
            }

            double[] after = Probabilities(model, Tensor.Wrap(covered, [here, channels, height, width]).To(x.DType), fromLogits).Select(1, chosen).ToArray<double>();
            for (int i = 0; i < here; i++) drops[start + i] = before - after[i];
        }

        return drops;
    }

    static double[] Spread(double[] drops, (int[] Tops, int[] Lefts, int Side) patches, int height, int width)
    {
        var sum = new double[height * width];
        var covers = new int[sum.Length];
        for (int i = 0; i < drops.Length; i++)
        {
            int top = patches.Tops[i / patches.Lefts.Length], left = patches.Lefts[i % patches.Lefts.Length];
            for (int row = top; row < top + patches.Side; row++)
            {
                for (int column = left; column < left + patches.Side; column++)
                {
                    sum[(row * width) + column] += drops[i];
                    covers[(row * width) + column]++;
                }
            }
        }

        // With a stride beyond the patch, pixels between patches are never covered: 0.
        for (int i = 0; i < sum.Length; i++) sum[i] /= Math.Max(1, covers[i]);
        return sum;
    }

    static int[] Places(int length, int patch, int stride)
    {
        var places = new List<int>();
        for (int at = 0; at < length - patch; at += stride) places.Add(at);
        places.Add(length - patch);
        return [.. places];
    }

    static Tensor Probabilities(Module model, Tensor x, bool fromLogits)
    {
        Tensor scores = ClassScores.Check("An occlusion map", model.Call(x), x.Shape[0]);
        return fromLogits ? scores.Softmax(1) : scores;
    }

    static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float v in values) sum += v;
        return (float)(sum / values.Length);
    }

    static Tensor Float(double[] values, int rows, int columns) => Tensor.Wrap(Array.ConvertAll(values, v => (float)v), [rows, columns]);
}
