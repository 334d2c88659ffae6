using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>
/// NIST36: handwritten capitals and digits of 32×32 pixels, paper 1 and ink 0, in the MATLAB files of a course on computer vision (nist36_train.mat and so on), or any set
/// in the same form (chars36_train.mat and so on).
/// </summary>
/// <remarks>
/// The files hold <c>train_data</c> [n, 1024], each image column by column, and <c>train_labels</c> [n, 36], a 1 in the column of the class. The images here are upright;
/// <c>Images.Transpose(2, 3).Reshape(n, 1024)</c> has the files' order again.
/// </remarks>
public static class Nist36
{
    const int Side = 32;

    /// <summary>The names of the 36 classes: "A" to "Z", then "0" to "9".</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".Select(letter => letter.ToString())];

    /// <summary>Reads one part into memory, as Float32: some of the original's values lie a little outside 0 to 1.</summary>
    /// <param name="folder">The folder with the .mat files; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="part">Which part; <see cref="Split.Extra"/> is only there for sets that have it.</param>
    /// <exception cref="DatasetMissingException">The file is not there; the message says where it should be.</exception>
    /// <exception cref="FormatErrorException">The file is damaged, or its variables have other shapes.</exception>
    public static ImageDataset Load(string? folder = null, Split part = Split.Train)
    {
        string stem = part switch { Split.Train => "train", Split.Validation => "valid", Split.Test => "test", _ => "extra" };
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Nist36, folder, download: false, [$"nist36_{stem}.mat"], [$"chars36_{stem}.mat"]);
        string path = place.File(place.Layout[0]);
        using TensorFile file = TensorFile.Open(path);
        Tensor pixels = Variable(file, $"{stem}_data", Side * Side), chosen = Variable(file, $"{stem}_labels", Classes.Count);
        if (pixels.Shape[0] != chosen.Shape[0]) throw new FormatErrorException(path, 0, $"{pixels.Shape[0]} images came with {chosen.Shape[0]} rows of labels");
        using var noGrad = Autograd.NoGrad();
        Tensor upright = pixels.Reshape([pixels.Shape[0], 1, Side, Side]).Transpose(2, 3).To(DType.Float32).Contiguous();
        return new ImageDataset(upright, Tensor.Wrap(Numbers(chosen, path)), Classes);
    }

    static Tensor Variable(TensorFile file, string name, int width)
    {
        TensorEntry? entry = file.Entries.FirstOrDefault(e => e.Name == name);
        if (entry is { Shape.Rank: 2 } && entry.Shape[1] == width) return file[name];
        string came = entry is null ? $"the file has {string.Join(", ", file.Entries.Select(e => e.Name))}" : $"its shape is {entry.Shape}";
        throw new FormatErrorException(file.Path, 0, $"a variable {name} of shape [n, {width}] was expected; {came}", "Is it the file of another part or of another data set?");
    }

    static long[] Numbers(Tensor chosen, string path)
    {
        double[] values = chosen.ToArray<double>();
        int width = chosen.Shape[1];
        var labels = new long[chosen.Shape[0]];
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> row = values.AsSpan(i * width, width);
            labels[i] = row.IndexOf(1);
            if (labels[i] < 0 || row.Count(0) != width - 1) throw new FormatErrorException(path, 0, $"row {i} of the labels must have one 1 and {width - 1} zeros; it has another form");
        }

        return labels;
    }
}
