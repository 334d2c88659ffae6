using Hebb.Formats;

namespace Hebb.Conformance.Formats;

/// <summary>Samples that hold what another sample holds: the CSV the digits of the IDX files, the pickled CIFAR batch the images of the binary one.</summary>
static class SameContentCheck
{
    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<string> Problems(TensorFile file, string folder)
    {
        Tensor images, labels;
        if (file.Path.EndsWith(".csv", StringComparison.Ordinal))
        {
            images = Idx.Load(Path.Combine(folder, "mnist-like-images-idx3-ubyte"));
            labels = Idx.Load(Path.Combine(folder, "mnist-like-labels-idx1-ubyte"));
        }
        else
        {
            Dictionary<string, Tensor> batch = Cifar.Load(Path.Combine(folder, "cifar10_like_batch.bin"));
            (images, labels) = (batch["data"], batch["labels"]);
        }

        var problems = new List<string>();
        if (!Same(file["data"], images)) problems.Add("the pixels are not those of the other sample");
        if (!Same(file["labels"], labels)) problems.Add("the labels are not those of the other sample");
        return problems;
    }

    static bool Same(Tensor a, Tensor b) => a.ToArray<double>().AsSpan().SequenceEqual(b.ToArray<double>());
}
