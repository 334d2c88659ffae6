using Hebb.Images;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

/// <summary>Folders of labelled characters.</summary>
public sealed class CharacterFoldersTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("hebb-letters-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ImagesInFoldersOfTheirCharacterAreRead()
    {
        Write(Path.Combine(folder, "train", "L"), dark: false);
        Write(Path.Combine(folder, "train", "U+003F"), dark: true);
        Write(Path.Combine(folder, "test", "L"), dark: false);
        CharacterData data = CharacterFolders.Load([folder]);
        Assert.Equal([CharacterSet.IndexOf('L'), CharacterSet.IndexOf('?')], Enumerable.Range(0, data.Train.Count).Select(data.Train.Label).Order());
        Assert.Equal(1, data.Test.Count);

        // Light ink on dark paper becomes ink all the same.
        Assert.Equal(data.Train.Ink(0), data.Train.Ink(1));
    }

    [Fact]
    public void AFolderOfAnotherNameIsRefused()
    {
        Write(Path.Combine(folder, "letter"), dark: false);
        Assert.Contains("is not named after a character", Assert.Throws<HebbException>(() => CharacterFolders.Load([folder])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSharedCharactersAreReadWithoutTheMislabelledRows()
    {
        string shared = Repository.RequireShared("data", "chars36");
        CharacterData data = CharacterFolders.Load([shared, Path.Combine(shared, "..", "lower26"), Path.Combine(shared, "..", "punctuation")]);
        Assert.Equal(10800 + 8788 - 92 + 7800 + 1330, data.Train.Count);
        Assert.Equal(3600 + 1799 + 418, data.Valid.Count);
        Assert.Equal(1800 + 1560 + 418, data.Test.Count);
        Assert.Equal(50, Enumerable.Range(0, data.Test.Count).Count(i => data.Test.Label(i) == CharacterSet.IndexOf('Q')));
    }

    static void Write(string place, bool dark)
    {
        Directory.CreateDirectory(place);
        byte[] pixels = [.. new InkDrawing(40, 60, 5).Line(8, 8, 8, 50).Line(8, 50, 30, 50).Mask.Ink.Select(ink => dark ? ink : (byte)(255 - ink))];
        new Image(40, 60, 1, pixels).Save(Path.Combine(place, "one.png"));
    }
}
