using Hebb.Formats;

namespace Hebb.Conformance.Formats;

/// <summary>The CSV sample holds the samples of the IDX files.</summary>
static class CsvCheck
{
    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<string> Problems(TensorFile csv, string folder)
    {
        Tensor images = Idx.Load(Path.Combine(folder, "mnist-like-images-idx3-ubyte")), labels = Idx.Load(Path.Combine(folder, "mnist-like-labels-idx1-ubyte"));
        var problems = new List<string>();
        if (!csv["data"].ToArray<double>().AsSpan().SequenceEqual(images.ToArray<double>())) problems.Add("the pixels are not those of the IDX file");
        if (!csv["labels"].ToArray<double>().AsSpan().SequenceEqual(labels.ToArray<double>())) problems.Add("the labels are not those of the IDX file");
        return problems;
    }
}
