using Hebb.Data;
using Hebb.Images;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class ImageDatasetTests
{
    [Fact]
    public void ImagesWithoutClassesMakeBatchesOfInputs()
    {
        var data = new ImageDataset(Tensor.Wrap<byte>([255, 0, 51, 102, 153, 204], [2, 3, 1, 1]), null, []);
        Batch batch = data.Take([1]);
        Assert.Single(batch.Tensors);
        Assert.Equal([102 / 255f, 153 / 255f, 204 / 255f], batch.Input.ToArray<float>());
        Assert.Contains("no classes", Assert.Throws<InvalidOperationException>(() => data.Labels).Message, StringComparison.Ordinal);
        Assert.Equal([255, 0, 51], data.GetImage(0).Pixels.ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor images = Tensor.Zeros([2, 1, 4, 4], DType.UInt8);
        Assert.Throws<ShapeException>(() => new ImageDataset(Tensor.Zeros([2, 4, 4]), null, []));
        Assert.Throws<ShapeException>(() => new ImageDataset(Tensor.Zeros([2, 2, 4, 4]), null, []));
        Assert.Throws<DTypeException>(() => new ImageDataset(Tensor.Zeros([2, 1, 4, 4], DType.Float64), null, []));
        Assert.Throws<DTypeException>(() => new ImageDataset(images, Tensor.Zeros([2]), ["a"]));
        Assert.Throws<ShapeException>(() => new ImageDataset(images, Tensor.Wrap<long>([0]), ["a"]));
        Assert.Contains("Label 1 of image 1", Assert.Throws<IndexException>(() => new ImageDataset(images, Tensor.Wrap<long>([0, 1]), ["a"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ItOutlivesTheScopeInWhichItWasMade()
    {
        ImageDataset data;
        using (Memory.Scope()) data = new ImageDataset(Tensor.Full([2, 1, 64, 64], 7, DType.UInt8), Tensor.Zeros([2], DType.Int64), ["a"]);
        Assert.Equal(7 / 255f, data.Take([1]).Input.ToArray<float>()[0]);
    }

    [Fact]
    public void AContactSheetHasARowForEachClass()
    {
        // Class 1 has two images, class 0 one, class 2 none; 8×8 pixels are magnified to 48.
        var pixels = new byte[3 * 64];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(50 * (1 + (i / 64)));
        var data = new ImageDataset(Tensor.Wrap(pixels, [3, 1, 8, 8]), Tensor.Wrap<long>([1, 0, 1]), ["a", "b", "c"]);
        Image sheet = ContactSheet.Of(data);
        Assert.Equal((3 + (2 * 51), 3 + (3 * 51), 3), (sheet.Width, sheet.Height, sheet.Channels));
        Assert.Equal([100, 50, 150, 128, 128], [sheet[3, 3], sheet[50, 54], sheet[54, 101, 2], sheet[54, 3], sheet[3, 105]]);
    }

    [Fact]
    public void ALoaderGoesThroughIt()
    {
        var data = new ImageDataset(Tensor.Zeros([64, 1, 28, 28], DType.UInt8), Tensor.Zeros([64], DType.Int64), ["a"]);
        int seen = 0;
        foreach ((Tensor x, Tensor y) in new DataLoader(data, batchSize: 16, shuffle: true)) seen += x.Shape[0] + y.Shape[0];
        Assert.Equal(128, seen);
    }
}
