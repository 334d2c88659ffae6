using Hebb.Images;
using Hebb.Plots;
using Hebb.Vision.Transforms;

namespace Hebb.Labs;

/// <summary>Two filters written by hand, as one convolution: grey from colours, and horizontal edges in the blue channel. On photographs, or on a drawn image.</summary>
/// <remarks>The filters are those of Stanford's CS231n, second assignment.</remarks>
internal sealed class ConvFilters : Lab
{
    const int Side = 200;
    const int Max = 4;
    const double Bias = 128;
    const double White = 255;
    static string[] Endings => [.. ImageCodecs.All.SelectMany(codec => codec.Extensions)];

    /// <inheritdoc/>
    public override string Name => "conv-filters";

    /// <inheritdoc/>
    public override string Title => "Two filters by hand";

    /// <inheritdoc/>
    public override string Description => "Grey from colours and horizontal edges, by one convolution, on photographs.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["photos"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (Tensor weight, Tensor bias) = Filters();
        var table = new LabResult();
        var grid = new ImageGrid("Photograph, grey, horizontal edges") { Columns = 3, Scale = 1, Range = ImageRange.Unit };
        foreach ((string name, Tensor image) in Images(lab))
        {
            Tensor y = image.Unsqueeze(0).Conv2d(weight, bias, padding: (1, 1))[0];
            (double grey, double edges) = Distances(image, y);
            table.AtMost($"{name}: grey, distance from the sums by hand", "0, but for rounding", grey, 1e-12);
            table.AtMost($"{name}: edges, distance from the sums by hand", "exactly 0", edges, 0);
            lab.Say($"{name}: grey from {y[0].Min().Item():F1} to {y[0].Max().Item():F1}, edges from {y[1].Min().Item():F0} to {y[1].Max().Item():F0}");
            grid.Image(image / White, name).Image(y[0] / White, "grey").Image(y[1] / White, "edges");
        }

        lab.Page.Heading("The images").Figure(
            grid,
            "Grey is .3 red + .6 green + .1 blue of the same pixel. An edge is the blue above minus the blue below, weighted 1 2 1, plus 128: grey where nothing changes, bright where a dark area begins below a bright one.");
        return table;
    }

    // Two filters over three channels, 3×3 each.
    static (Tensor Weight, Tensor Bias) Filters()
    {
        double[] w = new double[2 * 3 * 9];
        (w[4], w[9 + 4], w[18 + 4]) = (.3, .6, .1);
        double[] edge = [1, 2, 1, 0, 0, 0, -1, -2, -1];
        edge.CopyTo(w, 27 + 18);
        return (Tensor.From(w, [2, 3, 3, 3]), Tensor.From([0, Bias]));
    }

    // Pixels 0 … 255, cut to a square and made small.
    static IEnumerable<(string Name, Tensor Image)> Images(LabContext lab)
    {
        if (lab.Data is null)
        {
            lab.Say("No photographs: --data FOLDER names some. A drawn image takes their place.");
            yield return ("drawn image", Drawn());
            yield break;
        }

        string[] files = [.. Directory.EnumerateFiles(lab.Data).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new LabDataException($"There is no photograph in '{lab.Data}': none of its files ends in {string.Join(", ", Endings)}.", "Name a folder with photographs: --data FOLDER.");

        // The course's kitten and puppy first, where they are.
        foreach (string file in files.OrderBy(file => Path.GetFileName(file) is "kitten.jpg" or "puppy.jpg" ? 0 : 1).Take(Max))
        {
            Tensor photograph = Image.Load(file).ToRgb().ToTensor(DType.UInt8);
            int shorter = Math.Min(photograph.Shape[1], photograph.Shape[2]);
            var cut = new Compose(new CenterCrop(shorter), new Resize(Side, Side));
            yield return (Path.GetFileNameWithoutExtension(file), cut.Apply(photograph).To(DType.Float64));
        }
    }

    // Blue sky over green hills, a red house.
    static Tensor Drawn()
    {
        double[] pixels = new double[3 * Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                bool isHill = y > 130 + (25 * Math.Sin(x / 30.0)), isHouse = x is > 70 and < 125 && y is > 105 and < 160, isRoof = y is > 80 and <= 105 && Math.Abs(x - 97) < (y - 78) * 1.3;
                (double r, double g, double b) = isRoof ? (120, 40, 30) : isHouse ? (200, 170, 140) : isHill ? (60, 140 - (y / 4), 50) : (110 + (y / 2), 160 + (y / 3), 240 - (y / 8));
                (pixels[(y * Side) + x], pixels[((Side + y) * Side) + x], pixels[(((2 * Side) + y) * Side) + x]) = (r, g, b);
            }
        }

        return Tensor.From(pixels, [3, Side, Side]);
    }

    // The same sums by hand. Those of the edges are whole numbers, so they must agree to the last bit.
    static (double Grey, double Edges) Distances(Tensor image, Tensor y)
    {
        double[] p = image.ToArray<double>(), ours = y.ToArray<double>();
        double grey = 0, edges = 0;
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                int at = (row * Side) + column;
                grey = Math.Max(grey, Math.Abs(ours[at] - ((.3 * p[at]) + (.6 * p[(Side * Side) + at]) + (.1 * p[(2 * Side * Side) + at]))));
                double edge = Bias + Line(row - 1, column) - Line(row + 1, column);
                edges = Math.Max(edges, Math.Abs(ours[(Side * Side) + at] - edge));
            }
        }

        return (grey, edges);

        double Line(int row, int column) => Blue(row, column - 1) + (2 * Blue(row, column)) + Blue(row, column + 1);
        double Blue(int row, int column) => (uint)row < Side && (uint)column < Side ? p[(2 * Side * Side) + (row * Side) + column] : 0;
    }
}
