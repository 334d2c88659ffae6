using Hebb.Images;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

/// <summary>What counts as a class and what as an image in a folder that people and programs have worked in.</summary>
public sealed class ClassFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    byte level;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("__MACOSX")]
    [InlineData("@eaDir")]
    [InlineData("$RECYCLE.BIN")]
    [InlineData("System Volume Information")]
    [InlineData(".git")]
    [InlineData(".ipynb_checkpoints")]
    [InlineData("node_modules")]
    [InlineData("__pycache__")]
    [InlineData("hebb-runs")]
    [InlineData("hebb-labs")]
    public void FoldersOfSystemsAndProgramsAreNoClasses(string name)
    {
        Two();
        Write($"{name}/x.png");
        Write($"a/{name}/x.png");
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal(2, data.Count);
    }

    [Theory]
    [InlineData("my-run/config.json", "my-run/model.safetensors")]
    [InlineData("my-run/config.json", "my-run/checkpoints/best.safetensors")]
    [InlineData("runs/first/config.json", "runs/first/run-id")]
    [InlineData("rates/sweep.json", "rates/trial-001/config.json")]
    [InlineData("all/rates/sweep.json", "all/rates/trial-001.json")]
    [InlineData("env/pyvenv.cfg", "env/lib/site.py")]
    public void FoldersThatAProgramFilledAreNoClassesWhateverTheyAreCalled(params string[] files)
    {
        Two();
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllText(folder.File(file), "{}");
        }

        Assert.Equal(["a", "b"], ImageFolder.Open(folder.Path).Classes);
    }

    [Fact]
    public void BuildOutputIsNoClassBesideAProjectAndMayBeOneElsewhere()
    {
        Two();
        Write("bin/x.png");
        Assert.Equal(["a", "b", "bin"], ImageFolder.Open(folder.Path).Classes);
        File.WriteAllText(folder.File("App.csproj"), string.Empty);
        Assert.Equal(["a", "b"], ImageFolder.Open(folder.Path).Classes);
    }

    [Fact]
    public void FilesThatSystemsLeaveAreNoImages()
    {
        Two();
        foreach (string name in (string[])["Thumbs.db", ".DS_Store", "._0.png", ".hidden.png", "desktop.ini", "notes.txt"]) File.WriteAllText(folder.File($"a/{name}"), "x");
        Assert.Equal(2, ImageFolder.Open(folder.Path).Count);
    }

    [Fact]
    public void AClassFolderWithoutAnImageIsRefusedByNameOrSkipped()
    {
        Two();
        Directory.CreateDirectory(folder.File("aa/deeper"));
        File.WriteAllText(folder.File("aa/readme.txt"), "x");
        Directory.CreateDirectory(folder.File("c"));
        Assert.Contains($"2 class folders hold no image of their own: '{folder.File("aa")}', '{folder.File("c")}'", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
        ImageFiles data = ImageFolder.Open(folder.Path, onEmpty: EmptyClassFolders.Skip);
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal([0, 1], data.Labels.ToArray<long>());
        Assert.Equal([folder.File("aa"), folder.File("c")], data.LeftOut.Select(one => one.Key));
    }

    [Fact]
    public void AnEmptyNumberedFolderTakesItsNameAlongWhenItIsSkipped()
    {
        Write("0/x.png");
        Directory.CreateDirectory(folder.File("1"));
        Write("2/x.png");
        File.WriteAllText(folder.File("classes.txt"), "cat\ndog\nowl\n");
        ImageFiles data = ImageFolder.Open(folder.Path, onEmpty: EmptyClassFolders.Skip);
        Assert.Equal(["cat", "owl"], data.Classes);
        Assert.Equal([0, 1], data.Labels.ToArray<long>());
    }

    [Theory]
    [InlineData("a/up", "..")]
    [InlineData("a/up", "../..")]
    [InlineData("a/up", ".")]
    [InlineData("up", ".")]
    [InlineData("up", "..")]
    [InlineData("a/deep/up", "..")]
    public void ALinkThatLeadsBackUpAddsNothing(string link, string target)
    {
        SpecialFiles.RequireUnix();
        string root = folder.File("photos/train");
        Two("photos/train/");
        Write("photos/val/a/held-out.png");
        Directory.CreateDirectory(Path.Combine(root, "a", "deep"));
        string path = Path.Combine(root, link);
        Directory.CreateSymbolicLink(path, target);
        ImageFiles data = ImageFolder.Open(root);
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal(2, data.Count);
        (string left, string reason) = Assert.Single(data.LeftOut);
        Assert.Equal(path, left);
        Assert.Contains("leads back up", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbsoluteLinkUpAndAFolderReachedByALinkAreNoWayOut()
    {
        SpecialFiles.RequireUnix();
        Two("photos/");
        Directory.CreateSymbolicLink(folder.File("photos/a/all"), folder.Path);
        Directory.CreateSymbolicLink(folder.File("other"), "photos");
        ImageFiles data = ImageFolder.Open(folder.File("other"));
        Assert.Equal(2, data.Count);
        Assert.Single(data.LeftOut);
    }

    [Fact]
    public void LinksInACircleEnd()
    {
        SpecialFiles.RequireUnix();
        Two();
        Write("x/one/1.png");
        Write("x/two/2.png");
        Directory.CreateSymbolicLink(folder.File("x/one/to-two"), "../two");
        Directory.CreateSymbolicLink(folder.File("x/two/to-one"), "../one");
        Directory.CreateSymbolicLink(folder.File("x/round"), "about");
        Directory.CreateSymbolicLink(folder.File("x/about"), "round");
        Assert.Equal(4, ImageFolder.Open(folder.Path).Count);
    }

    [Fact]
    public void EveryRealFileCountsOnceAndForTheClassWhereItLies()
    {
        SpecialFiles.RequireUnix();
        Two();
        Write("outside/far.png");
        Directory.CreateSymbolicLink(folder.File("a/linked"), "../b");
        File.CreateSymbolicLink(folder.File("a/again.png"), "0.png");
        File.CreateSymbolicLink(folder.File("a/far.png"), "../outside/far.png");
        Directory.Move(folder.File("outside"), folder.File(".outside"));
        File.Delete(folder.File("a/far.png"));
        File.CreateSymbolicLink(folder.File("a/far.png"), "../.outside/far.png");
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal([folder.File("a/0.png"), folder.File("a/far.png"), folder.File("b/0.png")], data.Paths);
        Assert.Equal([0, 0, 1], data.Labels.ToArray<long>());
        Assert.Equal([folder.File("a/again.png"), folder.File("a/linked/0.png")], data.LeftOut.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Contains($"another name of '{folder.File("a/0.png")}'", data.LeftOut.First(one => one.Key.EndsWith("again.png", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void AClassThatIsALinkToAnotherHasNoImageOfItsOwn()
    {
        SpecialFiles.RequireUnix();
        Two();
        Directory.CreateSymbolicLink(folder.File("c"), "a");
        Assert.Contains($"'{folder.File("c")}' holds no image of its own", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AClassFolderMayBeALinkToAnotherPlace()
    {
        SpecialFiles.RequireUnix();
        Two("photos/");
        Write("elsewhere/x.png");
        Directory.CreateSymbolicLink(folder.File("photos/c"), "../elsewhere");
        ImageFiles data = ImageFolder.Open(folder.File("photos"));
        Assert.Equal(["a", "b", "c"], data.Classes);
        Assert.Equal(3, data.Count);
        Assert.Empty(data.LeftOut);
    }

    [Fact]
    public void AHardLinkIsTheSameFileAndAnEqualCopyIsAnother()
    {
        SpecialFiles.RequireUnix();
        Two();
        Hard(folder.File("a/0.png"), folder.File("b/hard.png"));
        File.Copy(folder.File("b/0.png"), folder.File("b/copy.png"));
        File.SetLastWriteTimeUtc(folder.File("b/copy.png"), DateTime.UtcNow.AddMinutes(-1));
        ImageFiles data = ImageFolder.Open(folder.Path);
        Assert.Equal([folder.File("a/0.png"), folder.File("b/0.png"), folder.File("b/copy.png")], data.Paths);
        Assert.Equal(folder.File("b/hard.png"), Assert.Single(data.LeftOut).Key);
    }

    [Fact]
    public void APipeAmongTheImagesIsToldAndNotWaitedFor()
    {
        SpecialFiles.RequireUnix();
        Two();
        string pipe = SpecialFiles.Pipe(folder.File("a"), "1.png");
        ImageFiles data = ImageFolder.Open(folder.Path, onUnreadable: UnreadableImages.Skip);
        Assert.Equal(2, data.Count);
        Assert.Contains("is a pipe", Assert.Single(data.Unreadable).Value, StringComparison.Ordinal);
        Assert.Contains($"'{pipe}' is a pipe", Assert.Throws<IOException>(() => ImageFolder.Open(folder.Path).Take([1])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Train", "Test")]
    [InlineData("training", "testing")]
    public void PartsAreKnownInAnyCase(params string[] parts)
    {
        foreach (string part in parts) Two($"{part}/");
        Assert.Contains("holds the parts", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWhoseNameIsNoTextIsToldAndNotPassedOver()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone has names that are no text.");
        Two();
        using (var made = System.Diagnostics.Process.Start("bash", ["-c", "mkdir \"$0\"/$'\\xff\\xfe'", folder.Path])) made.WaitForExit();
        Assert.Contains("is no text in UTF-8", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
        using (var gone = System.Diagnostics.Process.Start("bash", ["-c", "rmdir \"$0\"/$'\\xff\\xfe'", folder.Path])) gone.WaitForExit();
    }

    [Fact]
    public void ImagesWithoutClassFoldersAreCountedInTheError()
    {
        Write("1.png");
        Write("2.png");
        Assert.Contains("holds 2 images and no class folders", Assert.Throws<HebbException>(() => ImageFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    static void Hard(string from, string to)
    {
        using var made = System.Diagnostics.Process.Start("ln", [from, to]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    void Two(string prefix = "")
    {
        Write($"{prefix}a/0.png");
        Write($"{prefix}b/0.png");
    }

    void Write(string name)
    {
        string path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[12];
        Array.Fill(pixels, ++level);
        using FileStream file = File.Create(path);
        PngWriter.Write(file, 2, 2, 3, pixels);
    }
}
