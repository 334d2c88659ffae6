namespace Hebb.Tests.Floors;

/// <summary>Outside the backends the elements of a tensor are reached through the doors that section 3 of docs/design.md lists, and through nothing else.</summary>
public sealed class DoorTests
{
    [Fact]
    public void Storage_is_opened_below_the_tensor_and_in_its_own_door_only() => Assert.Equal(
        ["src/Hebb/Tensors/Tensor.cs"],
        Files(n => n.Named is "Storage.First" or "TensorData.Open"));

    [Fact]
    public void The_tensors_door_is_used_where_tensors_are_made_and_read_and_by_the_transforms_of_images_only() => Assert.Equal(
        ["src/Hebb.Vision/Transforms", "src/Hebb/Tensors"],
        Files(n => n.Named == "Tensor.Open").Select(file => string.Join('/', file.Split('/')[..3])).Distinct());

    static List<string> Files(Func<Naming, bool> isDoor) =>
    [
        .. FloorTests.All.Where(n => isDoor(n) && n.From is not ("src/Hebb/Memory" or "src/Hebb/Backends")).Select(n => n.At.Path).Distinct().Order(StringComparer.Ordinal),
    ];
}
