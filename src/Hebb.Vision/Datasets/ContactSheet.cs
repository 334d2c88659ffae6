using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>Many images of a data set on one sheet: a look at it shows letters that lie on their side, swapped colours and wrong labels.</summary>
internal static class ContactSheet
{
    const int Gap = 3, LargestCell = 96, Magnified = 48, Channels = 3;
    const byte Background = 128;

    /// <summary>The first images of each class, one row a class from the top in the order of the labels; of images without classes, the first ones, row by row.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="perRow">Images in a row.</param>
    /// <returns>Red green blue; small images are magnified, large ones reduced to their middle square.</returns>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static Image Of(IImageDataset data, int perRow = 10)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perRow);
        if (data.Count == 0) throw new ArgumentException("The data set has no images to show.", nameof(data));
        List<int>[] rows = data.Classes.Count == 0 ? Unsorted(data.Count, perRow) : ByClass(data, perRow);
        List<Image>[] images = [.. rows.Select(row => row.ConvertAll(index => Fit(data.GetImage(index))))];
        int cell = images.SelectMany(row => row).Max(image => Math.Max(image.Width, image.Height)), columns = images.Max(row => row.Count);
        int width = Gap + (columns * (cell + Gap)), height = Gap + (rows.Length * (cell + Gap));
        var sheet = new byte[width * height * Channels];
        Array.Fill(sheet, Background);
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < images[y].Count; x++) Draw(images[y][x], sheet, width, Gap + (x * (cell + Gap)), Gap + (y * (cell + Gap)));
        }

        return new Image(width, height, Channels, sheet);
    }

    static List<int>[] ByClass(IImageDataset data, int perRow)
    {
        List<int>[] rows = [.. data.Classes.Select(_ => new List<int>())];
        long[] labels = data.Labels.ToArray<long>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (rows[labels[i]].Count < perRow) rows[labels[i]].Add(i);
        }

        return rows;
    }

    static List<int>[] Unsorted(int count, int perRow) => [.. Enumerable.Range(0, Math.Min(count, perRow * perRow)).Chunk(perRow).Select(row => row.ToList())];

    static Image Fit(Image image)
    {
        image = image.ToRgb();
        int longer = Math.Max(image.Width, image.Height);
        return longer > LargestCell ? ImageFit.Square(image, LargestCell) : longer < Magnified ? Enlarge(image, (Magnified + longer - 1) / longer) : image;
    }

    static Image Enlarge(Image image, int factor)
    {
        var pixels = new byte[image.Pixels.Length * factor * factor];
        int width = image.Width * factor;
        for (int i = 0; i < pixels.Length; i++)
        {
            int pixel = i / Channels, x = pixel % width / factor, y = pixel / width / factor;
            pixels[i] = image.Pixels[(((y * image.Width) + x) * Channels) + (i % Channels)];
        }

        return new Image(width, image.Height * factor, Channels, pixels);
    }

    static void Draw(Image image, byte[] sheet, int width, int left, int top)
    {
        int line = image.Width * Channels;
        for (int y = 0; y < image.Height; y++) image.Pixels.Slice(y * line, line).CopyTo(sheet.AsSpan((((top + y) * width) + left) * Channels));
    }
}
