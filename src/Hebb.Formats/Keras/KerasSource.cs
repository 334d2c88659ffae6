using System.Text;

namespace Hebb.Formats;

/// <summary>An open Keras archive: its weights as the HDF5 file in it lists them, and its configuration as text.</summary>
sealed class KerasSource : ListedSource
{
    const int MaxText = 1 << 20;

    readonly string source;
    readonly ZipDirectory zip;
    readonly List<Hdf5Source> weights = [];
    readonly List<int> ends = []; // how many entries there were when each file of weights had been listed

    public KerasSource(FileStream stream, string source)
        : base(stream, new TensorListing(source))
    {
        this.source = source;
        var budget = new ReadingBudget(source, stream.Length);
        zip = ZipDirectory.Read(stream, source, budget);
        bool isOne = zip.Entries.Count(KerasArchive.IsWeights) == 1;
        foreach (ZipEntry file in zip.Entries)
        {
            bool isText = file.Name.EndsWith(".json", StringComparison.Ordinal);
            if (KerasArchive.IsWeights(file))
            {
                // Very large models keep their weights in several files.
                weights.Add(new Hdf5Source(Content(file), $"{source}/{file.Name}", listing, isOne ? string.Empty : file.Name));
                ends.Add(listing.Entries.Count);
            }
            else if (isText && file.Length <= MaxText)
            {
                listing.AddValue(file.Name, Encoding.UTF8.GetString(zip.ReadAll(file, budget)), file.Start);
            }
            else
            {
                listing.Skip(file.Name, isText ? $"a text of more than {MaxText} bytes" : "it is no file of weights", file.Start);
            }
        }
    }

    public override string Format => KerasArchive.Format.Name;

    public override Tensor Load(int index) => weights[ends.FindIndex(end => index < end)].Load(index);

    // HDF5 is read here and there, so the file must be able to seek. Its checksum is compared before anything is believed.
    Stream Content(ZipEntry file)
    {
        using ZipContent content = zip.Open(file);
        if (!file.IsDeflated)
        {
            var part = new byte[64 * 1024];
            while (content.Read(part) > 0)
            {
                // Only the checksum is wanted.
            }

            content.Finish();
            return new WindowStream(stream, file.Start, file.Length);
        }

        long limit = Math.Min(UnpackedSize.Limit(file.StoredLength, stream.Length), Array.MaxLength);
        if (file.Length > limit)
            throw new FormatErrorException(source, file.Start, $"'{file.Name}' unpacks to {file.Length} bytes, more than the {limit} that it is given", "If you trust the file, raise TensorFile.UnpackedBytesLimit, or store the weights without compression, as Keras does.");
        var bytes = new byte[(int)file.Length];
        content.ReadExactly(bytes);
        content.Finish();
        return new MemoryStream(bytes, writable: false);
    }
}
