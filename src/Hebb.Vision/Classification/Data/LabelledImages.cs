using Hebb.Data;
using Hebb.Nn;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>Images of one size with their classes: bytes or floats [n, channels, height, width] and labels, in memory or read when they are wanted.</summary>
/// <param name="Name">The data set or the folder.</param>
/// <param name="Samples">Batches of images (0 to 255 if bytes, 0 to 1 if floats) and labels.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Classes">The classes' names.</param>
/// <param name="Size">The images' size.</param>
/// <param name="Paths">The files, where there is one for each image.</param>
sealed record LabelledImages(string Name, IDataset Samples, long[] Labels, IReadOnlyList<string> Classes, ImageSize Size, IReadOnlyList<string>? Paths = null)
{
    const int MostAtOnce = 256;

    public int Count => Labels.Length;

    /// <summary>What an image is called, fit to be printed: its file, or its number.</summary>
    public string Title(int index) => Paths is null ? $"#{index}" : Printable.Line(Paths[index]);

    /// <summary>The data set that a word names, unless it names none.</summary>
    public static DatasetEntry? Entry(string data) => DatasetCatalog.Find(data);

    /// <summary>Some of the images.</summary>
    public LabelledImages Part(int[] indices) =>
        this with { Samples = new Subset(Samples, indices), Labels = [.. indices.Select(i => Labels[i])], Paths = Paths is null ? null : [.. indices.Select(i => Paths[i])] };

    /// <summary>The same images with other classes, by name: those of a training set, some of which these images may lack. Where a class is not among them, nothing changes.</summary>
    public LabelledImages In(IReadOnlyList<string> classes)
    {
        string[] names = [.. classes];
        int[] places = [.. Classes.Select(name => Array.IndexOf(names, name))];
        return places.Contains(-1) ? this : this with { Classes = classes, Labels = [.. Labels.Select(label => (long)places[(int)label])] };
    }

    /// <summary>Parts the images at random, every class alike.</summary>
    /// <param name="share">The validation part's share.</param>
    /// <param name="seed">Where the choice comes from.</param>
    public (LabelledImages Train, LabelledImages Validation) Split(double share, ulong seed)
    {
        List<int> kept = [], held = [];
        var generator = new Generator(seed);
        foreach (IGrouping<long, int> members in Enumerable.Range(0, Count).GroupBy(i => Labels[i]).OrderBy(group => group.Key))
        {
            int[] own = [.. members];
            generator.Shuffle<int>(own);

            // The image of a class that has only one is for training; of two or more, at least one is for validation.
            int many = own.Length < 2 ? 0 : Math.Clamp((int)Math.Round(share * own.Length), 1, own.Length - 1);
            held.AddRange(own.Take(many));
            kept.AddRange(own.Skip(many));
        }

        kept.Sort();
        held.Sort();
        return (Part([.. kept]), Part([.. held]));
    }

    // Batches of about the same size: a small rest would need code of its own.
    int AtOnce => ((Count - 1) / (((Count - 1) / MostAtOnce) + 1)) + 1;

    /// <summary>How good a network is on the images; their classes' names are fit to be printed.</summary>
    /// <param name="model">The network.</param>
    /// <param name="preprocessing">What it expects.</param>
    /// <param name="cancel">Cancelled when nobody wants to know any more.</param>
    public EvaluationReport Evaluate(Module model, Preprocessing preprocessing, CancellationToken cancel) =>
        EvaluationReport.Of(model, Samples, [.. Classes.Select(Printable.Line)], new EvaluationOptions { BatchSize = AtOnce, Transform = preprocessing.ToTransform(Size) }, cancel);

    /// <summary>Makes sure that there is something to learn.</summary>
    /// <exception cref="HebbException">There are no images, or there is only one class.</exception>
    public LabelledImages RequireLearnable()
    {
        if (Count == 0) throw new HebbException($"{Name} holds no images; there is nothing to train on.");
        if (Classes.Count < 2) throw new HebbException($"{Name} has only one class, '{Classes[0]}'; there is nothing to tell apart.", "Put the images of each class into a folder of its own.");
        long[] present = [.. Labels.Distinct()];
        if (present.Length < 2) throw new HebbException($"All images of {Name} belong to the class '{Classes[(int)present[0]]}'; there is nothing to tell apart.", "Put images into the folders of the other classes.");
        if (present.Length < Classes.Count)
        {
            string[] lost = [.. Enumerable.Range(0, Classes.Count).Where(label => !present.Contains(label)).Select(label => $"'{Classes[label]}'")];
            throw new HebbException($"{Name} has no image that can be read of the {(lost.Length == 1 ? "class" : "classes")} {string.Join(", ", lost.Take(5))}{(lost.Length > 5 ? ", …" : string.Empty)}.", "Put images into the folder, or remove it.");
        }

        return this;
    }
}
