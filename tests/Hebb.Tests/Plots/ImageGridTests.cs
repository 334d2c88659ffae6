using Hebb.Plots;

namespace Hebb.Tests;

public sealed class ImageGridTests
{
    [Fact]
    public void TheSheetHasTheSizeOfItsTilesAndSeams()
    {
        using var folder = new TemporaryFolder();
        new ImageGrid { Scale = 2, Columns = 2 }.Images(Tensor.Rand([3, 1, 4, 5])).SavePng(folder.File("sheet.png"));
        byte[] png = File.ReadAllBytes(folder.File("sheet.png"));
        Assert.Equal((2 * ((5 * 2) + 2)) + 2, png[19]);
        Assert.Equal((2 * ((4 * 2) + 2)) + 2, png[23]);
    }

    [Fact]
    public void FiltersOfManyChannelsStandInARowEach()
    {
        string svg = ImageGrid.OfFilters(Tensor.Rand([2, 4, 3, 3])).ToSvg();
        Assert.Equal(8, svg.Split("<image").Length - 1);
    }

    [Fact]
    public void APairStandsCloserThanNeighbours()
    {
        string svg = ImageGrid.Pairs(Tensor.Rand([2, 6, 6]), Tensor.Rand([2, 6, 6])).ToSvg();
        double[] x = [.. svg.Split("<image x=\"").Skip(1).Select(part => double.Parse(part[..part.IndexOf('"', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(x[1] - x[0] < x[2] - x[1]);
    }

    [Fact]
    public void BytesAndNanAreDrawn()
    {
        ImageGrid grid = new ImageGrid { Range = ImageRange.Unit }.Images(Tensor.From(new byte[] { 0, 255, 128, 7 }, [2, 2])).Image(Tensor.From(new float[,] { { float.NaN, 1 }, { 0, 2 } }), "odd");
        Assert.Contains("1 values are NaN", grid.Description, StringComparison.Ordinal);
        Assert.Contains("odd", grid.ToSvg(), StringComparison.Ordinal);
    }
}
