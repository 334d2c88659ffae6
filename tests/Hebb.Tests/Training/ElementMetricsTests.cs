using Hebb.Training;

namespace Hebb.Tests;

public sealed class ElementMetricsTests
{
    [Fact]
    public void ErrorsAreMeansOverElementsAndNotOverBatches()
    {
        MeanSquaredError square = new();
        MeanAbsoluteError absolute = new();
        foreach (Metric<double> metric in new Metric<double>[] { square, absolute })
        {
            metric.Update(Tensor.From([1f, 2, 3]), Tensor.From([1f, 4, 2]));
            metric.Update(Tensor.From([0L]), Tensor.From([4L]));
        }

        Assert.Equal(21 / 4.0, square.Compute());
        Assert.Equal(7 / 4.0, absolute.Compute());
        square.Reset();
        Assert.True(double.IsNaN(square.Compute()));
        Assert.Throws<ShapeException>(() => square.Update(Tensor.Zeros([2, 1]), Tensor.Zeros([2])));
    }

    [Fact]
    public void PsnrIsTheMeanOverImages()
    {
        var metric = new PeakSignalToNoise(255);
        Tensor image = Tensor.Full([2, 1, 2, 2], 100), other = image.Clone();
        other[0].Fill(110);
        other[1].Fill(101);
        metric.Update(other, image);
        Assert.Equal(((20 * Math.Log10(25.5)) + (20 * Math.Log10(255))) / 2, metric.Compute(), 1e-12);
        metric.Update(image, image);
        Assert.True(double.IsPositiveInfinity(metric.Compute()));
    }

    [Fact]
    public void SsimIsItsDefinitionPlaceByPlace()
    {
        var generator = new Generator(6);
        Tensor a = Tensor.Rand([2, 3, 13, 14], generator: generator), b = (a * 0.7) + (Tensor.Rand([2, 3, 13, 14], generator: generator) * 0.3);
        var metric = new StructuralSimilarity();
        metric.Update(a[..1], b[..1]);
        metric.Update(a[1..], b[1..]);
        double sum = 0;
        int places = 0;
        for (int plane = 0; plane < 6; plane++)
        {
            double[] x = a[plane / 3, plane % 3].ToArray<double>(), y = b[plane / 3, plane % 3].ToArray<double>();
            for (int row = 0; row + 11 <= 13; row++)
            {
                for (int column = 0; column + 11 <= 14; column++, places++) sum += Similarity(x, y, row, column);
            }
        }

        Assert.Equal(sum / places, metric.Compute(), 1e-12);
    }

    [Fact]
    public void EqualImagesAreWhollySimilarAndSmallOnesAnError()
    {
        Tensor image = Tensor.Rand([1, 1, 16, 16], generator: new Generator(1));
        var metric = new StructuralSimilarity();
        metric.Update(image, image);
        Assert.Equal(1, metric.Compute(), 1e-12);
        Assert.Throws<ShapeException>(() => metric.Update(Tensor.Zeros([1, 1, 10, 16]), Tensor.Zeros([1, 1, 10, 16])));
        Assert.Contains("Unsqueeze", Assert.Throws<ShapeException>(() => metric.Update(Tensor.Zeros([16, 16]), Tensor.Zeros([16, 16]))).Help, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StructuralSimilarity(0));
    }

    static double Similarity(double[] x, double[] y, int row, int column)
    {
        double total = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < 121; i++)
        {
            int di = i / 11, dj = i % 11, at = ((row + di) * 14) + column + dj;
            double weight = Math.Exp(-((Math.Pow(di - 5, 2) + Math.Pow(dj - 5, 2)) / 4.5));
            total += weight;
            mx += weight * x[at];
            my += weight * y[at];
            xx += weight * x[at] * x[at];
            yy += weight * y[at] * y[at];
            xy += weight * x[at] * y[at];
        }

        (mx, my, xx, yy, xy) = (mx / total, my / total, xx / total, yy / total, xy / total);
        return ((2 * mx * my) + 1e-4) * ((2 * (xy - (mx * my))) + 9e-4) / (((mx * mx) + (my * my) + 1e-4) * (xx - (mx * mx) + yy - (my * my) + 9e-4));
    }
}
