using Hebb.Images;
using Hebb.Nn;
using Hebb.Vision.Insight;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

public sealed partial class ImageClassifier
{
    const int PredictedAtOnce = 128;

    /// <summary>What the network sees in an image of a file.</summary>
    /// <param name="path">An image of any size, in a format that <see cref="Image.Load(string)"/> reads; its middle is brought to the network's size, colour to grey if the network takes grey.</param>
    /// <param name="invert">Whether black becomes white: for dark writing on light paper where the network learned the opposite, as from MNIST.</param>
    /// <exception cref="HebbException">There is no such file, or it is no image.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The network is in training mode.</exception>
    public Prediction Predict(string path, bool invert = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using MemoryScope scope = Memory.Scope();
        return Scored(Read(path, invert).Input)[0];
    }

    /// <summary>What the network sees in an image.</summary>
    /// <param name="image">An image of any size, grey or in colour; opacity is dropped.</param>
    /// <param name="invert">Whether black becomes white.</param>
    /// <exception cref="InvalidOperationException">The network is in training mode.</exception>
    public Prediction Predict(Image image, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        using MemoryScope scope = Memory.Scope();
        return Scored(Preprocessing.Prepare(image, invert).Input)[0];
    }

    /// <summary>What the network sees in several images, which it gets in batches.</summary>
    /// <param name="images">Images of any sizes.</param>
    /// <param name="invert">Whether black becomes white.</param>
    /// <returns>A prediction for each image, in their order.</returns>
    /// <exception cref="InvalidOperationException">The network is in training mode.</exception>
    public IReadOnlyList<Prediction> Predict(IEnumerable<Image> images, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(images);
        var all = new List<Prediction>();
        foreach (Image[] some in images.Chunk(PredictedAtOnce))
        {
            using MemoryScope scope = Memory.Scope();
            all.AddRange(Scored(Tensor.Cat([.. some.Select(image => Preprocessing.Prepare(image, invert).Input)], 0)));
        }

        return all;
    }

    /// <summary>What the network sees in the images of a tensor.</summary>
    /// <param name="images">
    /// [n, channels, height, width], or one image without n: bytes of 0 to 255 or Float32 of 0 to 1, not normalised. Of larger images the middle is taken; colour becomes grey if the
    /// network takes grey.
    /// </param>
    /// <returns>A prediction for each image.</returns>
    /// <exception cref="ShapeException">The images are smaller than the network's, or have other channels.</exception>
    /// <exception cref="DTypeException">They are neither bytes nor Float32.</exception>
    /// <exception cref="InvalidOperationException">The network is in training mode.</exception>
    public IReadOnlyList<Prediction> Predict(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.DType is not (DType.UInt8 or DType.Float32)) throw new DTypeException($"A prediction takes images of UInt8 (0 to 255) or Float32 (0 to 1); {images.DType} came.", "Convert them first: images.To(DType.Float32).");
        using var quiet = Autograd.Pause();
        if (images.Rank == 3) images = images.Unsqueeze(0);
        if (images.Rank != 4 || !Preprocessing.Takes(ImageSize.Of(images)))
        {
            throw new ShapeException(
                $"This network takes images of {Preprocessing.Channels} × {Preprocessing.Height} × {Preprocessing.Width} (channels, height, width), or larger ones; a tensor of shape {images.Shape} came.",
                "Make it [n, channels, height, width]; Predict(Image) takes images of any size.");
        }

        Transform prepared = Preprocessing.ToTransform(ImageSize.Of(images));
        var all = new List<Prediction>(images.Shape[0]);
        for (int first = 0; first < images.Shape[0]; first += PredictedAtOnce)
        {
            using MemoryScope scope = Memory.Scope();
            all.AddRange(Scored(prepared.Apply(images.Narrow(0, first, Math.Min(PredictedAtOnce, images.Shape[0] - first)))));
        }

        return all;
    }

    /// <summary>Why the network says what it says of an image: where it looks, what it needs to see, which pixels count.</summary>
    /// <param name="path">The file of an image.</param>
    /// <param name="class">The class to explain; null for the likeliest.</param>
    /// <param name="invert">Whether black becomes white.</param>
    /// <exception cref="HebbException">There is no such file, it is no image, or the network knows no such class.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>classifier.Explain("kitten.jpg").ToReport().Save("why.html");</code></example>
    public Explanation Explain(string path, string? @class = null, bool invert = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int? chosen = @class is null ? null : ClassOf(@class);
        PreparedImage image = Read(path, invert);
        return Explanation.Of(Model, image.Input, [.. Classes.Select(Printable.Line)], chosen, image.Shown);
    }

    // The middle of an image of a file.
    PreparedImage Read(string path, bool invert)
    {
        if (Directory.Exists(path)) throw new HebbException($"'{path}' is a folder; an image was expected.", "Name the images in it.");
        if (!File.Exists(path)) throw new HebbException($"There is no image '{path}'.");
        return Preprocessing.Prepare(Image.Load(path), invert);
    }

    int ClassOf(string name)
    {
        for (int i = 0; i < Classes.Count; i++)
        {
            if (string.Equals(Classes[i], name, StringComparison.Ordinal)) return i;
        }

        throw new SettingException($"The network knows no class '{name}'.", Suggestion.Nearest(name, Classes) is { } near ? $"Did you mean {near}?" : $"It knows {string.Join(", ", Classes.Take(12))}.");
    }

    /// <summary>The predictions for images that are prepared.</summary>
    internal Prediction[] Scored(Tensor input)
    {
        foreach (Module module in modules)
        {
            if (module.IsTraining) throw new InvalidOperationException("The network is in training mode, in which predictions depend on the other images of their batch and on chance; call classifier.Model.Eval() when its training has ended.");
        }

        using var quiet = Autograd.Pause();
        Tensor scores = ClassScores.Check("A prediction", Model.Call(input), input.Shape[0]);
        if (scores.Shape[1] != Classes.Count) throw new ShapeException($"The network gives scores for {scores.Shape[1]} classes (shape {scores.Shape}), but there are names for {Classes.Count}.", "Was its last layer replaced?");
        float[] all = scores.Softmax(-1).ToArray<float>();
        return [.. all.Chunk(Classes.Count).Select(probabilities => new Prediction(Classes, probabilities))];
    }
}
