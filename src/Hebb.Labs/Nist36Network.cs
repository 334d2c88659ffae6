using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>
/// The network of the NIST36 labs, 1024-64-36, and how it learns. The softmax is in the loss. The files hold each image column by column; here it is upright, so that the
/// first layer's weights are upright images too.
/// </summary>
static class Nist36Network
{
    public const int Side = 32;
    public const int Hidden = 64;

    // Of the training images' pixels, to two digits.
    const double Mean = 0.83;
    const double Deviation = 0.3;

    /// <summary>The names of the folders in which the data may lie.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["nist36", "chars36"];

    /// <summary>The training set, the validation set and the test set.</summary>
    public static (ImageDataset Train, ImageDataset Validation, ImageDataset Test) Load(LabContext lab) =>
        (Nist36.Load(lab.Data, Split.Train), Nist36.Load(lab.Data, Split.Validation), Nist36.Load(lab.Data, Split.Test));

    /// <summary>Xavier's uniform weights, no bias to begin with.</summary>
    /// <param name="seed">Where the weights come from.</param>
    /// <param name="modern">
    /// Whether the 64 units are rectified and batch-normalised in place of sigmoids, and the network is given ink with mean 0 and deviation 1 in place of the files' pixels,
    /// nearly all of which are 1, paper: then no step is spent on what all images share.
    /// </param>
    public static Sequential Make(ulong seed, bool modern = false)
    {
        var generator = new Generator(seed);
        var hidden = new Linear(Side * Side, Hidden);
        var output = new Linear(Hidden, Nist36.Classes.Count);
        foreach (Linear layer in (Linear[])[hidden, output])
        {
            Init.XavierUniform(layer.Weight, generator: generator);
            Init.Zeros(layer.Bias!);
        }

        return modern
            ? new Sequential(new LambdaModule(x => (Mean - x) / Deviation, "ink"), new Flatten(), hidden, new BatchNorm1d(Hidden), new ReLU(), output)
            : new Sequential(new Flatten(), hidden, new Sigmoid(), output);
    }

    /// <summary>The first layer's weights as images, [64, 1024].</summary>
    public static Tensor FirstWeights(Sequential model) => model.OfType<Linear>().First().Weight.Tensor.Detach();
}
