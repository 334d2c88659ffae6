using Hebb.Data;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Datasets;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff.Constants;

namespace Hebb.Tests;

public sealed class ImageFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NumbersCountAsNumbers()
    {
        foreach (int i in (int[])[10, 2, 0, 1]) Write($"{i}/a.png", 2, 2, (byte)i);
        Write("other/a.PNG", 2, 2, 77);
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal(["0", "1", "2", "10", "other"], data.Classes);
        Assert.Equal([0, 1, 2, 3, 4], data.Labels.ToArray<long>());
        Assert.Equal([0, 1, 2, 10, 77], data.Take([0, 1, 2, 3, 4]).Input.ToArray<float>().Chunk(12).Select(image => (int)Math.Round(image[0] * 255)));
    }

    [Fact]
    public void FilesOfEveryFormatAreImages()
    {
        Image image = ForeignEncoders.Sample(3);
        Directory.CreateDirectory(folder.File("a"));
        File.WriteAllBytes(folder.File("a/1.webp"), ForeignEncoders.Webp(image));
        File.WriteAllBytes(folder.File("a/2.TIF"), ForeignEncoders.Tiff(image, TiffCompression.Lzw));
        File.WriteAllBytes(folder.File("a/3.tga"), ForeignEncoders.Tga(image, TgaCompression.RunLength, TgaBitsPerPixel.Pixel24));
        image.Save(folder.File("a/4.png"));
        Tensor batch = ImageFolder.Open(folder.Path).Take([0, 1, 2, 3]).Input;
        for (int i = 0; i < 4; i++) Assert.Equal(image.ToTensor().ToArray<float>(), batch[i].ToArray<float>());
    }

    [Fact]
    public void AListInTheFolderAboveNamesNumberedClasses()
    {
        Write("train/0/a.png", 2, 2, 1);
        Write("train/1/a.png", 2, 2, 2);
        File.WriteAllText(folder.File("classes.txt"), "cat\ndog\n");
        ImageFiles data = ImageFolder.Open(folder.File("train"));
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Contains("holds the parts train", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListInTheFolderAboveThatNamesNoneOfTheFoldersIsSomebodyElses()
    {
        Write("photos/ant/a.png", 2, 2, 1);
        Write("photos/bee/a.png", 2, 2, 2);
        File.WriteAllText(folder.File("classes.txt"), "CS 101\nCS 102\n");
        Assert.Equal(["ant", "bee"], ImageFolder.Open(folder.File("photos")).Classes);
        File.WriteAllText(folder.File("classes.txt"), "ant\nwasp\n");
        Assert.Contains("'bee'", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.File("photos"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListGivesTheOrderOfNamedClasses()
    {
        Write("ant/a.png", 2, 2, 1);
        Write("zebra/a.png", 2, 2, 2);
        File.WriteAllText(folder.File("classes.txt"), "zebra\r\nant\r\n\r\n");
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal(["zebra", "ant"], data.Classes);
        Assert.Equal(2, data.GetImage(0)[0, 0]);
    }

    [Theory]
    [InlineData("ant\nbee", "'bee' has none")]
    [InlineData("bee\nwasp", "'ant'")]
    public void AListThatDoesNotFitIsTold(string list, string part)
    {
        Write("ant/a.png", 2, 2, 1);
        File.WriteAllText(folder.File("classes.txt"), list);
        Assert.Contains(part, Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnreadableImagesAreRefusedByNameWhenTheyAreTaken()
    {
        Write("a/1.png", 2, 2, 1);
        File.WriteAllText(folder.File("a/2.png"), "no image");
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal(2, data.Count);
        Assert.Equal(1, data.Take([0]).Count);
        Assert.Contains(Path.Combine("a", "2.png"), Assert.Throws<FormatErrorException>(() => data.Take([0, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OrLeftOutAndListed()
    {
        Write("a/1.png", 2, 2, 1);
        File.WriteAllText(folder.File("a/0.png"), "no image");
        Write("b/1.png", 2, 2, 9);
        ImageFiles data = ImageFolder.Open(folder.Path, onUnreadable: UnreadableImages.Skip);
        Assert.Equal([0, 1], data.Labels.ToArray<long>());
        Assert.EndsWith("0.png", Assert.Single(data.Unreadable).Key, StringComparison.Ordinal);
        Assert.Equal(9, data.GetImage(1)[0, 0]);
    }

    [Fact]
    public void DifferentSizesNeedASize()
    {
        Write("a/1.png", 4, 2, 10);
        Write("a/2.png", 2, 6, 200);
        Assert.Contains("4 × 2 pixels", Assert.Throws<ShapeException>(() => ImageFolder.Open(folder.Path).Take([0, 1])).Message, StringComparison.Ordinal);
        Batch batch = ImageFolder.Open(folder.Path, size: 3).Take([0, 1]);
        Assert.Equal([2, 3, 3, 3], batch.Input.Shape);
        Assert.Equal([10, 200], batch.Input.ToArray<float>().Chunk(27).Select(image => (int)Math.Round(image.Average() * 255)));
    }

    [Fact]
    public void TheMiddleSquareIsTaken()
    {
        // Six columns, of which the middle two are bright; the square of the shorter side (2) is those.
        Directory.CreateDirectory(folder.File("a"));
        byte[] row = [0, 0, 80, 120, 0, 0];
        using (FileStream file = File.Create(folder.File("a/1.png"))) PngWriter.Write(file, 6, 2, 1, [.. row, .. row]);
        Assert.Equal([80, 120, 80, 120], ImageFolder.Open(folder.Path, size: 2).Take([0]).Input.ToArray<float>()[..4].Select(v => (int)Math.Round(v * 255)));
    }

    [Fact]
    public void ACheckerboardBecomesGreyWhenItShrinks()
    {
        // A resize that only picked single pixels would give black or white.
        Directory.CreateDirectory(folder.File("a"));
        using (FileStream file = File.Create(folder.File("a/1.png"))) PngWriter.Write(file, 64, 64, 1, [.. Enumerable.Range(0, 4096).Select(i => (byte)(((i ^ (i >> 6)) & 1) * 255))]);
        Assert.All(ImageFolder.Open(folder.Path, size: 8).Take([0]).Input.ToArray<float>(), v => Assert.InRange(v, 0.49, 0.51));
    }

    [Fact]
    public void FoldersWithoutImagesAreTold()
    {
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(folder.File("nope")));
        Assert.Contains("no class folders", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.File("a"));
        Assert.Contains("no images", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScenesAreListedInFiles()
    {
        Write("park/x.png", 2, 2, 5);
        Write("desert/y.png", 2, 2, 6);
        Lists("park/x.png\ndesert/y.png", "1\n0");
        ImageFiles data = Scenes.Open(folder.Path);
        Assert.Equal([1, 0], data.Labels.ToArray<long>());
        Assert.Equal(5, data.GetImage(0)[0, 0]);
        Assert.Throws<DatasetMissingException>(() => Scenes.Open(folder.Path, train: false));
    }

    [Theory]
    [InlineData("park/x.png", "1\n0", "1 files need as many labels; 2 lines came")]
    [InlineData("park/x.png", "2", "line 1 must be a class, 0 to 1; it is '2'")]
    [InlineData("park/x.png", "one", "it is 'one'")]
    [InlineData("../x.png", "0", "same folder or below")]
    [InlineData("/x.png", "0", "same folder or below")]
    public void ListsThatDoNotFitAreRefused(string files, string labels, string part)
    {
        Lists(files, labels);
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Scenes.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    void Lists(string files, string labels)
    {
        File.WriteAllText(folder.File("classes.txt"), "desert\npark\n");
        File.WriteAllText(folder.File("train_files.txt"), files);
        File.WriteAllText(folder.File("train_labels.txt"), labels);
    }

    void Write(string name, int width, int height, byte level)
    {
        string path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, level);
        using FileStream file = File.Create(path);
        PngWriter.Write(file, width, height, 3, pixels);
    }
}
