using System.IO.Compression;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Datasets;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Reads folders of labelled characters. A folder is told by what lies in it: .mat files in the form of NIST36 (<c>*_train.mat</c>, <c>*_valid.mat</c>, <c>*_test.mat</c>, <c>*_extra.mat</c>, 36 classes
/// A–Z 0–9, 26 classes a–z, or 19 marks), the IDX files of MNIST, or one folder of images for each character.
/// </summary>
static class CharacterFolders
{
    const int MnistEach = 300;
    const string RowList = "rows.csv.gz", MnistImages = "train-images-idx3-ubyte", MnistLabels = "train-labels-idx1-ubyte";

    // In this source, files of this form lie in a capital's folder and show the small letter.
    const string MixedSource = "naeem955", SmallInCapitals = "/_1_";

    /// <summary>Reads all folders.</summary>
    /// <param name="folders">The folders.</param>
    /// <exception cref="HebbException">There are none, or nothing in one is known.</exception>
    /// <exception cref="FormatErrorException">A file is damaged, or holds other classes.</exception>
    public static CharacterData Load(IReadOnlyList<string> folders)
    {
        if (folders.Count == 0) throw new HebbException("A folder of labelled characters is needed to train the reader.", "Name one or more: chars36, lower26, punctuation, mnist, or folders with one folder of images for each character.");
        CharacterImages train = new(), valid = new(), test = new();
        var sources = new List<string>();
        HashSet<string> heldOut = HeldOutDigits(folders);
        foreach (string folder in folders)
        {
            (int trained, int validated, int tested) = (train.Count, valid.Count, test.Count);
            if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
            string[] tables = [.. Directory.EnumerateFiles(folder, "*.mat").Order(StringComparer.Ordinal)];
            if (tables.Length > 0) ReadTables(folder, tables, train, valid, test);
            else if (Packed(folder, MnistImages) is { } images && Packed(folder, MnistLabels) is { } labels) ReadMnist(images, labels, heldOut, train);
            else ReadFolders(folder, train, valid, test);
            sources.Add(FormattableString.Invariant($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))} {train.Count - trained}/{valid.Count - validated}/{test.Count - tested}"));
        }

        if (train.Count == 0) throw new HebbException($"The folders {string.Join(", ", folders)} hold no characters to train with.", "Name one with a *_train.mat or with folders of images.");
        return new CharacterData(train, valid, test, sources);
    }

    static void ReadTables(string folder, string[] tables, CharacterImages train, CharacterImages valid, CharacterImages test)
    {
        HashSet<(string Part, int Row)> mislabelled = Mislabelled(folder);
        foreach (string path in tables)
        {
            string stem = Path.GetFileNameWithoutExtension(path);
            string part = stem[(stem.LastIndexOf('_') + 1)..];
            CharacterImages? target = part switch { "train" or "extra" => train, "valid" => valid, "test" => test, _ => null };
            if (target is null) continue;
            using TensorFile file = TensorFile.Open(path);
            double[] pixels = Variable(file, $"{part}_data", CharacterCrop.Area, out int rows), chosen = Variable(file, $"{part}_labels", null, out int labelled);
            int classes = labelled == 0 ? 0 : chosen.Length / labelled;
            int first = classes switch { 36 => 0, 26 => 36, 19 => 62, _ => -1 };
            if (first < 0 || rows != labelled) throw new FormatErrorException(path, 0, $"{part}_labels must have 36, 26 or 19 columns and a row for each of the {rows} images; its shape is [{labelled}, {classes}]");
            for (int row = 0; row < rows; row++)
            {
                int label = chosen.AsSpan(row * classes, classes).IndexOf(1);
                if (label < 0) throw new FormatErrorException(path, 0, $"row {row} of {part}_labels has no 1");
                if (!mislabelled.Contains((part, row))) target.Add(Upright(pixels.AsSpan(row * CharacterCrop.Area, CharacterCrop.Area)), first + label);
            }
        }
    }

    static double[] Variable(TensorFile file, string name, int? width, out int rows)
    {
        TensorEntry? entry = file.Entries.FirstOrDefault(one => one.Name == name);
        if (entry is not { Shape.Rank: 2 } || (width is { } columns && entry.Shape[1] != columns))
            throw new FormatErrorException(file.Path, 0, $"a variable {name} of shape [n, {width?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "classes"}] was expected; the file has {string.Join(", ", file.Entries.Select(one => $"{one.Name} {one.Shape}"))}");
        rows = entry.Shape[0];
        return file[name].To(DType.Float64).ToArray<double>();
    }

    // The files go down the columns, paper is 1.
    static byte[] Upright(ReadOnlySpan<double> columns)
    {
        var ink = new byte[CharacterCrop.Area];
        for (int i = 0; i < ink.Length; i++) ink[i] = (byte)Math.Round(255 * (1 - Math.Clamp(columns[(i % CharacterCrop.Side * CharacterCrop.Side) + (i / CharacterCrop.Side)], 0, 1)));
        return ink;
    }

    static HashSet<(string Part, int Row)> Mislabelled(string folder) =>
        [.. Rows(folder).Where(row => row.Source == MixedSource && row.Id.AsSpan(Math.Min(1, row.Id.Length)).StartsWith(SmallInCapitals, StringComparison.Ordinal)).Select(row => (row.Part, row.Number))];

    // Digits of MNIST that a table uses to choose by or to measure with.
    static HashSet<string> HeldOutDigits(IReadOnlyList<string> folders) =>
        [.. folders.Where(Directory.Exists).SelectMany(Rows).Where(row => row.Source == "mnist" && row.Part is "valid" or "test").Select(row => row.Id)];

    static IEnumerable<(string Part, int Number, string Source, string Id)> Rows(string folder)
    {
        string path = Path.Combine(folder, RowList);
        if (!File.Exists(path)) yield break;
        using var reader = new StreamReader(new GZipStream(InputFile.Open(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (cells.Length == 5 && int.TryParse(cells[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)) yield return (cells[0], number, cells[3], cells[4]);
        }
    }

    static string? Packed(string folder, string name) => new[] { name + ".gz", name }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    static void ReadMnist(string images, string labels, HashSet<string> heldOut, CharacterImages train)
    {
        ImageDataset digits = IdxPair.Load(images, labels, Digits.Classes);
        byte[] pixels = digits.Images.ToArray<byte>();
        long[] numbers = digits.Labels.ToArray<long>();
        (int height, int width) = (digits.Images.Shape[2], digits.Images.Shape[3]);
        var counts = new int[Digits.Classes.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            int digit = (int)numbers[i];
            if (counts[digit] == MnistEach || heldOut.Contains(FormattableString.Invariant($"train{i}"))) continue;
            counts[digit]++;
            var mask = new InkMask(width, height, pixels.AsSpan(i * width * height, width * height).ToArray());
            train.Add(CharacterImages.ToInk(CropNormalizer.Normalize(mask)), CharacterSet.IndexOf((char)('0' + digit)));
        }
    }

    static void ReadFolders(string folder, CharacterImages train, CharacterImages valid, CharacterImages test)
    {
        (string Name, CharacterImages Target)[] parts = [("train", train), ("valid", valid), ("test", test)];
        (string Name, CharacterImages Target)[] there = [.. parts.Where(part => Directory.Exists(Path.Combine(folder, part.Name)))];
        if (there.Length == 0) ReadClasses(folder, train);
        foreach ((string name, CharacterImages target) in there) ReadClasses(Path.Combine(folder, name), target);
    }

    static void ReadClasses(string folder, CharacterImages target)
    {
        ImageFiles files = ImageFolder.Open(folder, onEmpty: EmptyClassFolders.Skip);
        int[] characters = [.. files.Classes.Select(name => Character(name, folder))];
        long[] labels = files.Labels.ToArray<long>();
        for (int i = 0; i < labels.Length; i++) target.Add(CharacterImages.ToInk(CropNormalizer.Normalize(InkOf(files.GetImage(i)))), characters[labels[i]]);
    }

    // A folder is named after its character or, where a file system cannot say it, by its number: U+003F for the question mark.
    static int Character(string name, string folder)
    {
        int index = name.Length == 1 ? CharacterSet.IndexOf(name[0])
            : name.StartsWith("U+", StringComparison.Ordinal) && int.TryParse(name.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out int code) && code is > 0 and < 128 ? CharacterSet.IndexOf((char)code) : -1;
        return index >= 0 ? index : throw new HebbException($"The folder '{Path.Combine(folder, name)}' is not named after a character that the reader knows.", $"Name it after one of {CharacterSet.All}, or by its number: U+0041 for A.");
    }

    // The larger part of the border is paper, whatever its colour.
    static InkMask InkOf(Image image)
    {
        byte[] grey = image.WithoutOpacity().ToGrey().Pixels.ToArray();
        int border = 0, count = 0;
        for (int i = 0; i < grey.Length; i++)
        {
            int x = i % image.Width, y = i / image.Width;
            if (x > 0 && y > 0 && x < image.Width - 1 && y < image.Height - 1) continue;
            border += grey[i];
            count++;
        }

        if (border > 127 * count)
        {
            for (int i = 0; i < grey.Length; i++) grey[i] = (byte)(255 - grey[i]);
        }

        return new InkMask(image.Width, image.Height, grey);
    }
}
