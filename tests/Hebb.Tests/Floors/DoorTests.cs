namespace Hebb.Tests.Floors;

/// <summary>Outside the backends the elements of a tensor are reached through the doors that section 3 of docs/design.md lists, and through nothing else.</summary>
public sealed class DoorTests
{
    [Fact]
    public void StorageIsOpenedBelowTheTensorAndInItsOwnDoorOnly() => Assert.Equal(
        ["src/Hebb/Tensors/Tensor.cs"],
        Files(n => n.Named is "Storage.First" or "TensorData.Open"));

    [Fact]
    public void TheTensorsDoorIsUsedWhereTensorsAreMadeAndReadAndByTheTransformsOfImagesOnly() => Assert.Equal(
        ["src/Hebb.Vision/Transforms", "src/Hebb/Tensors"],
        Files(n => n.Named == "Tensor.Open").Select(file => string.Join('/', file.Split('/')[..3])).Distinct());

    [Fact]
    public void ImageSharpIsNamedInItsFolderOnly() => Assert.Equal(
        ["src/Hebb.Images/ImageSharp/ImageBudget.cs", "src/Hebb.Images/ImageSharp/ImageSharpDecoder.cs"],
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("using SixLabors.", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    static List<string> Files(Func<Naming, bool> isDoor) =>
    [
        .. FloorTests.All.Where(n => isDoor(n) && n.From is not ("src/Hebb/Memory" or "src/Hebb/Backends")).Select(n => n.At.Path).Distinct().Order(StringComparer.Ordinal),
    ];
}
