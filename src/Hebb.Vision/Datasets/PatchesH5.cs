using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>Small patches cut from photographs, in an HDF5 file whose data set <c>data</c> holds bytes [n, channels, height, width]; without classes. Made for sparse auto-encoders.</summary>
public static class PatchesH5
{
    const string File = "natural_patches.h5", Entry = "data";

    /// <summary>Reads the patches into memory.</summary>
    /// <param name="path">An HDF5 file, or the folder with natural_patches.h5; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <exception cref="DatasetMissingException">The file is not there; the message says where it should be.</exception>
    /// <exception cref="FormatErrorException">The file is damaged, or has no such data.</exception>
    public static ImageDataset Load(string? path = null)
    {
        if (!System.IO.File.Exists(path)) path = DatasetPlaces.Locate(DatasetCatalog.Patches, path, download: false, [File]).File(File);
        using TensorFile file = TensorFile.Open(path);
        TensorEntry? entry = file.Entries.FirstOrDefault(e => e.Name == Entry);
        if (entry is not { DType: DType.UInt8, Shape: { Rank: 4, Count: > 0 } } || entry.Shape[1] is not (1 or 3))
        {
            string came = entry is null ? $"the file has {string.Join(", ", file.Entries.Select(e => e.Name))}" : $"{entry.DType} {entry.Shape} came";
            throw new FormatErrorException(path, 0, $"a data set '{Entry}' of bytes [n, 1 or 3, height, width] was expected; {came}", "Is it another file?");
        }

        return new ImageDataset(file[Entry], labels: null, classes: []);
    }
}
