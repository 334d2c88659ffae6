using System.Text;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Plots.Images;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>Images in rows and columns with a line beneath each: examples with their predictions, weights as images, originals beside reconstructions.</summary>
/// <param name="title">The line above.</param>
/// <example><code>
/// new ImageGrid("Mistakes") { Columns = 8 }.Images(wrong, captions: predicted.Select(p => $"→ {p}"), right: wrong.Select(_ => false)).SaveSvg("mistakes.svg");
/// </code></example>
public sealed partial class ImageGrid(string title = "") : Figure(title)
{
    readonly List<ImageTile> tiles = [];
    int group = 1;

    /// <summary>Tiles in a row; 0 makes the grid a little wider than tall.</summary>
    public int Columns { get; set; }

    /// <summary>The pixels on the screen for one of the image; 0 makes tiles of about 72.</summary>
    public double Scale { get; set; }

    /// <summary>Which values are darkest and lightest.</summary>
    public ImageRange Range { get; set; }

    /// <summary>The colours of images with one channel; a diverging map is centred on 0.</summary>
    public ColorMap Map { get; set; } = ColorMap.Gray;

    /// <summary>Adds images.</summary>
    /// <param name="images">Shape [n, channels, height, width] with 1 or 3 channels, [n, height, width], or [height, width] for one.</param>
    /// <param name="captions">What is written beneath each; as many as images.</param>
    /// <param name="right">Whether each is right (a green caption) or wrong (a red one); as many as images.</param>
    /// <returns>This grid.</returns>
    /// <exception cref="ShapeException">Another shape, or no images in it.</exception>
    /// <exception cref="ArgumentException">Another number of captions than of images.</exception>
    public ImageGrid Images(Tensor images, IEnumerable<string>? captions = null, IEnumerable<bool>? right = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        bool isPlain = images.Rank == 4 && images.Shape[1] is 1 or 3 || images.Rank is 2 or 3;
        if (!isPlain || images.Count == 0) throw new ShapeException($"Images have shape [n, 1 or 3, height, width], [n, height, width] or [height, width]; this tensor has {images.Shape}.", "OfFilters shows filters with any number of channels.");
        int channels = images.Rank == 4 ? images.Shape[1] : 1, height = images.Shape[-2], width = images.Shape[-1], n = images.Count / (channels * height * width);
        string[]? texts = captions?.ToArray();
        bool[]? marks = right?.ToArray();
        if ((texts is not null && texts.Length != n) || (marks is not null && marks.Length != n))
            throw new ArgumentException($"There are {n} images, {texts?.Length ?? n} captions and {marks?.Length ?? n} marks; each image needs one.", nameof(captions));
        double[] values = images.ToArray<double>();
        double top = images.DType == DType.UInt8 ? 255 : 1;
        for (int i = 0; i < n; i++)
            tiles.Add(new ImageTile(values[(i * channels * height * width)..((i + 1) * channels * height * width)], channels, height, width, top) { Caption = texts?[i] ?? string.Empty, IsRight = marks?[i] });
        return this;
    }

    /// <summary>Adds one image.</summary>
    /// <param name="image">Shape [channels, height, width] with 1 or 3 channels, or [height, width].</param>
    /// <param name="caption">What is written beneath.</param>
    /// <param name="right">Whether it is right (green), wrong (red) or neither (null).</param>
    /// <returns>This grid.</returns>
    /// <exception cref="ShapeException">Another shape.</exception>
    public ImageGrid Image(Tensor image, string caption = "", bool? right = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        Tensor batch = image.Rank switch
        {
            2 => image,
            3 when image.Shape[0] is 1 or 3 => image.Reshape(1, image.Shape[0], image.Shape[1], image.Shape[2]),
            _ => throw new ShapeException($"An image has shape [1 or 3, height, width] or [height, width]; this one has {image.Shape}.", "Images takes a batch of them."),
        };
        Images(batch);
        (tiles[^1].Caption, tiles[^1].IsRight) = (caption ?? string.Empty, right);
        return this;
    }

    /// <summary>Adds one image of one channel with colours of its own, from its least to its greatest value.</summary>
    internal ImageGrid Image(Tensor image, string caption, ColorMap map)
    {
        tiles.Add(new ImageTile(image.ToArray<double>(), 1, image.Shape[-2], image.Shape[-1], 1) { Caption = caption, Map = map });
        return this;
    }

    /// <summary>Writes the tiles as one PNG with white seams, without captions; an old file is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">There are no images.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ShapeException">The sheet would be too large.</exception>
    public void SavePng(string path)
    {
        Sheet sheet = Arrange();
        int scale = Math.Max(1, (int)Math.Round(Pixel(sheet))), gap = 2, width = (int)sheet.Tile.Width * scale, height = (int)sheet.Tile.Height * scale;
        int totalWidth = Shape.Checked(((long)sheet.Columns * (width + gap)) + gap, "The width of the sheet"), totalHeight = Shape.Checked(((long)sheet.Rows * (height + gap)) + gap, "The height of the sheet");
        var pixels = new byte[new Shape([3, totalHeight, totalWidth]).Count];
        Array.Fill(pixels, (byte)255);
        (double Low, double High) shared = SharedEnds();
        for (int i = 0; i < tiles.Count; i++)
        {
            (double Low, double High) ends = EndsOf(tiles[i], shared);
            int left = gap + (i % sheet.Columns * (width + gap)), top = gap + (i / sheet.Columns * (height + gap));
            for (int y = 0; y < tiles[i].Height * scale; y++)
            {
                for (int x = 0; x < tiles[i].Width * scale; x++)
                {
                    Rgb color = tiles[i].Pixel(x / scale, y / scale, ends, MapOf(tiles[i]));
                    int at = 3 * (((top + y) * totalWidth) + left + x);
                    (pixels[at], pixels[at + 1], pixels[at + 2]) = (color.R, color.G, color.B);
                }
            }
        }

        byte[] file = new Image(totalWidth, totalHeight, 3, pixels).Encode("png");
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    internal override (double Width, double Height) Size()
    {
        Sheet sheet = Arrange();
        double pixel = Pixel(sheet), width = 28 + Place(sheet, pixel, sheet.Columns - 1) + (sheet.Tile.Width * pixel);
        return (Math.Max(width, Title.Length > 0 ? Math.Min(640, FontMetrics.Width(Title, 15, bold: true) + 30) : 60), (Title.Length > 0 ? 42 : 14) + (sheet.Rows * RowPitch(sheet, pixel)) + 8);
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        DrawTitle(canvas, box);
        Sheet sheet = Arrange();
        double pixel = Pixel(sheet), wanted = 28 + Place(sheet, pixel, sheet.Columns - 1) + (sheet.Tile.Width * pixel);
        // In a place that is smaller than its own size, the whole grid shrinks.
        if (wanted > box.Width) pixel *= box.Width / wanted;
        (double Low, double High) shared = SharedEnds();
        for (int i = 0; i < tiles.Count; i++)
        {
            ImageTile tile = tiles[i];
            double x = box.X + 14 + Place(sheet, pixel, i % sheet.Columns), y = box.Y + (Title.Length > 0 ? 42 : 14) + (i / sheet.Columns * RowPitch(sheet, pixel));
            var place = new Box(x, y, tile.Width * pixel, tile.Height * pixel);
            canvas.Image(place, tile.Png(EndsOf(tile, shared), MapOf(tile)), tile.PngOnDark(EndsOf(tile, shared), MapOf(tile)));
            canvas.Rect(place, null, tile.IsRight == false ? Paint.Wrong : Paint.Frame, 0, 1, tile.IsRight == false ? 1.5 : 0.5);
            Paint paint = tile.IsRight switch { true => Paint.Right, false => Paint.Wrong, null => Paint.Muted };
            canvas.Text(place.CenterX, place.Bottom + 13, FontMetrics.Fit(tile.Caption, 11, Math.Max(place.Width + 4, 20)), paint, 11, "middle");
        }
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        Sheet sheet = Arrange();
        var text = new StringBuilder();
        int each = 2 * (int)sheet.Tile.Width, perRow = Math.Clamp((width + 1) / (each + 1), 1, Math.Max(1, sheet.Columns));
        int step = Math.Max(1, (int)Math.Ceiling(Math.Max(each / (double)width, sheet.Tile.Height / height)));
        (double Low, double High) shared = SharedEnds();
        // As many tiles as fit in the height that was given; the rest is said in words.
        int shown = Math.Min(tiles.Count, perRow * Math.Max(1, height / ((int)Math.Ceiling(sheet.Tile.Height / step) + 1)));
        for (int start = 0; start < shown; start += perRow)
        {
            for (int y = 0; y < sheet.Tile.Height; y += step)
            {
                for (int i = start; i < Math.Min(start + perRow, shown); i++)
                {
                    for (int x = 0; x < sheet.Tile.Width; x += step)
                        text.Append(y < tiles[i].Height && x < tiles[i].Width ? Blocks.Shade(tiles[i].Brightness(x, y, EndsOf(tiles[i], shared))) : ' ', 2);
                    text.Append(' ');
                }

                text.Append('\n');
            }

            int wide = 2 * (int)Math.Ceiling(sheet.Tile.Width / step);
            for (int i = start; i < Math.Min(start + perRow, shown); i++) text.Append(TextWidth.PadRight(TextWidth.Start(Printable.Line(tiles[i].Caption), wide), wide + 1));
            text.Append('\n');
        }

        if (shown < tiles.Count) text.Append("and ").Append(tiles.Count - shown).Append(" more");
        return text.ToString();
    }

    internal override string Describe()
    {
        int right = tiles.Count(t => t.IsRight == true), wrong = tiles.Count(t => t.IsRight == false), unreal = tiles.Sum(t => t.Unreal);
        return $"A grid of {tiles.Count} images" + (tiles.Count > 0 ? $" of {tiles[0].Width} × {tiles[0].Height} pixels" : string.Empty)
            + (right + wrong > 0 ? $", {right} right and {wrong} wrong" : string.Empty) + (group == 2 ? ", each original beside its reconstruction" : string.Empty) + "."
            + (unreal > 0 ? $" {unreal} values are NaN or infinite and are drawn in grey or at an end." : string.Empty);
    }

    readonly record struct Sheet(int Columns, int Rows, (double Width, double Height) Tile);

    Sheet Arrange()
    {
        if (tiles.Count == 0) throw new InvalidOperationException($"The grid “{Title}” has no images yet: add some with Images(tensor).");
        double width = tiles.Max(t => t.Width), height = tiles.Max(t => t.Height);
        int columns = Columns > 0 ? Columns : Math.Max(1, (int)Math.Ceiling(Math.Sqrt(tiles.Count * 1.6 * height / width)));
        columns = Math.Min((columns + group - 1) / group * group, tiles.Count);
        return new Sheet(columns, (tiles.Count + columns - 1) / columns, (width, height));
    }

    double Pixel(Sheet sheet)
    {
        if (Scale > 0) return Scale;
        double pixel = 72 / Math.Max(sheet.Tile.Width, sheet.Tile.Height);
        return pixel >= 1 ? Math.Round(pixel) : pixel;
    }

    double Place(Sheet sheet, double pixel, int column) => (column * ((sheet.Tile.Width * pixel) + 8)) - (group == 2 ? (column + 1) / 2 * 6 : 0) + (group == 2 ? column / 2 * 8 : 0);

    double RowPitch(Sheet sheet, double pixel) => (sheet.Tile.Height * pixel) + (tiles.Exists(t => t.Caption.Length > 0) ? 24 : 8);

    ColorMap MapOf(ImageTile tile) => tile.Map ?? Map;

    (double Low, double High) SharedEnds() => (tiles.Min(t => t.Ends().Low), tiles.Max(t => t.Ends().High));

    (double Low, double High) EndsOf(ImageTile tile, (double Low, double High) shared)
    {
        ImageRange range = tile.Map is null ? Range : ImageRange.PerTile;
        (double low, double high) = range switch { ImageRange.Shared => shared, ImageRange.PerTile => tile.Ends(), _ => (0, tile.Top) };
        if (MapOf(tile).IsDiverging && range != ImageRange.Unit) (low, high) = (-Math.Max(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(low), Math.Abs(high)));
        return low < high ? (low, high) : (low - 0.5, high + 0.5);
    }
}
