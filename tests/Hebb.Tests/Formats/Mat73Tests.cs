using Hebb.Formats;

namespace Hebb.Tests;

public sealed class Mat73Tests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("d", StoredType.Float64, new[] { 0, 0 })]
    [InlineData("wide", StoredType.Float64, new[] { 0, 100000 })]
    [InlineData("s", StoredType.Float32, new[] { 0, 3 })]
    [InlineData("l", StoredType.Bool, new[] { 3, 0 })]
    [InlineData("i8", StoredType.Int8, new[] { 0, 0 })]
    [InlineData("u64", StoredType.UInt64, new[] { 1, 0, 2 })]
    [InlineData("deep.e", StoredType.Float64, new[] { 0, 0 })]
    [InlineData("cells.0", StoredType.Float64, new[] { 0, 0 })]
    public void EmptyMatricesHaveTheTypeOfTheirClass(string name, StoredType type, int[] shape)
    {
        using TensorFile file = Open();
        TensorEntry entry = file.Entries.Single(e => e.Name == name);
        Assert.Equal(type, entry.StoredType);
        Assert.Equal(shape, (IEnumerable<int>)entry.Shape);
        Assert.Equal((entry.Shape, entry.DType), (file[name].Shape, file[name].DType));
    }

    [Fact]
    public void EmptyTextsCellsAndStructuresAreNotLost()
    {
        using TensorFile file = Open();
        Assert.Empty(file.Skipped);
        Assert.Contains(new("t", string.Empty), file.Values);
        Assert.Contains(new("c", null), file.Values);
        Assert.Contains(new("st", null), file.Values);
    }

    [Fact]
    public void SoftLinksAndLettersBeyond16BitsAreRead()
    {
        using TensorFile file = Open();
        Assert.Equal([1.0, 3, 2, 4], file["full"].ToArray<double>());
        Assert.Equal([1.0, 3, 2, 4], file["soft"].ToArray<double>());
        Assert.Equal([5.0], file["cells.1"].ToArray<double>());
        Assert.Contains(new("smile", "a😀"), file.Values);
    }

    TensorFile Open()
    {
        File.WriteAllBytes(folder.File("m.mat"), Hdf5Fixtures.Of("m73"));
        return TensorFile.Open(folder.File("m.mat"));
    }
}
