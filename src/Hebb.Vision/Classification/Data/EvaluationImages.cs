using Hebb.Vision.Datasets;

namespace Hebb.Vision.Classification;

/// <summary>The images that a saved network is evaluated on.</summary>
static class EvaluationImages
{
    /// <summary>Opens them, with the network's own classes.</summary>
    /// <param name="classifier">The network.</param>
    /// <param name="data">A data set, of which the test images are taken, or a folder of class folders.</param>
    /// <param name="place">Where the files of a named data set are; null for the usual places.</param>
    /// <param name="skips">What is left out.</param>
    /// <param name="warn">Told about what was left out.</param>
    /// <exception cref="HebbException">They are no images for this network.</exception>
    public static LabelledImages Of(ImageClassifier classifier, string data, string? place, Skips skips, Action<string> warn) =>
        Matched(Open(new ImageSource(classifier.Preprocessing.Resize, skips, warn), data, place), classifier);

    /// <summary>Images with the classes of a network.</summary>
    /// <exception cref="HebbException">They are no images for this network.</exception>
    public static LabelledImages Matched(LabelledImages images, ImageClassifier classifier)
    {
        if (images.Count == 0) throw new HebbException($"{images.Name} holds no images.");
        if (!classifier.Preprocessing.Takes(images.Size))
        {
            throw new HebbException(
                $"{classifier.Name} is a network for images of {classifier.Preprocessing.Channels} × {classifier.Preprocessing.Height} × {classifier.Preprocessing.Width} (channels, height, width); those of {images.Name} are {images.Size.Channels} × {images.Size.Height} × {images.Size.Width}.",
                "Name images like those that it was trained on.");
        }

        // Where nobody said what the classes are called, those of the images stand in the same order.
        if (classifier.Card.HasNumbersOnly && images.Classes.Count == classifier.Classes.Count) return images;
        if (images.Classes.SequenceEqual(classifier.Classes, StringComparer.Ordinal)) return images;
        string[] known = [.. classifier.Classes];
        int[] places = [.. images.Classes.Select(name => Array.IndexOf(known, name))];
        int foreign = Array.FindIndex(places, place => place < 0);
        if (foreign >= 0)
            throw new HebbException($"{images.Name} has the class '{images.Classes[foreign]}', which the network does not know.", $"It knows {string.Join(", ", known.Take(8))}{(known.Length > 8 ? ", …" : string.Empty)}.");
        return images with { Classes = known, Labels = [.. images.Labels.Select(label => (long)places[(int)label])] };
    }

    static LabelledImages Open(ImageSource source, string word, string? place)
    {
        Split part = LabelledImages.Entry(word) is { } entry ? entry.Parts.Contains(Split.Test) ? Split.Test : entry.Parts[^1] : Split.Test;

        // Of a folder that is divided, the part that the network has not seen.
        (_, string? val, string? test) = LabelledImages.Entry(word) is null ? ImageSource.Parts(word) : default;
        if ((test ?? val) is { } held) return source.Folder(held);
        return source.Open(word, place, part);
    }
}
