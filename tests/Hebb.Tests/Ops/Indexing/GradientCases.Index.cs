
namespace Hebb.Tests;

/// <content>Indexing, joining, padding and windows.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Indexing() =>
    [
        new("Slice", x => x[0][1.., TensorIndex.Step(2)].Square(), Apart([3, 5])),
        new("Slice backwards", x => x[0][TensorIndex.Step(-1), 1].Square(), Apart([3, 4])),
        new("Slice adjoint", x => Ops.SliceAdjoint(x[0].Square(), [5], new Region([4], [-2], [2])), Apart([2])),
        new("Diagonal adjoint", x => Ops.DiagonalAdjoint(x[0].Square(), [3, 4], 1, 0, 1), Apart([3])),
        new("Select", x => x[0].Select(1, -1).Square(), Apart([2, 3])),
        new("Index by tensors", x => x[0][Labels(0, 2, 2), .., Labels(1, -1, 1)].Square(), Apart([3, 2, 2])),
        new("Index by a mask", x => x[0][Mask([2, 3], 1, 0, 1, 1, 0, 0)].Square(), Apart([2, 3])),
        new("Gather", x => x[0].Gather(1, x[1]).Square(), Apart([2, 3]), Labels(0, 2, 2, 1, 1, 1, 0, 0).Reshape(2, 4)),
        new("Pick labels", x => x[0].PickLabels(x[1]).Square(), Apart([3, 4]), Labels(3, 0, 3)),
        new("Scatter add", x => x[0].ScatterAdd(1, x[2], x[1]).Square(), Apart([2, 3]), Apart([2, 4], 2), Labels(0, 2, 2, 1, 1, 1, 0, 0).Reshape(2, 4)),
        new("Scatter add of a part", x => x[0].ScatterAdd(0, x[2], x[1]).Square(), Apart([3, 3]), Apart([2, 4], 2), Labels(0, 2).Reshape(1, 2)),
        new("Index select", x => x[0].IndexSelect(1, x[1]).Square(), Apart([2, 3]), Labels(2, 0, 2)),
        new("Index add", x => x[0].IndexAdd(0, x[2], x[1], 0.5).Square(), Apart([3, 2]), Apart([4, 2], 2), Labels(2, 0, 2, 1)),
        new("Masked fill", x => x[0].MaskedFill(x[1], 3).Square(), Apart([2, 3]), Mask([3], 1, 0, 1)),
        new("Masked select", x => x[0].MaskedSelect(x[1]).Square(), Apart([2, 1]), Mask([2, 3], 1, 0, 1, 1, 0, 0)),
        new("Triangles", x => x[0].Triu(1).Square() + x[0].Tril(-1), Apart([2, 3, 4])),
        new("Diagonal", x => x[0].Diagonal(1, 0, 2).Square(), Apart([3, 2, 4])),
        new("Diagonal below", x => x[0].Diagonal(-1).Square(), Apart([3, 4])),
    ];

    static IEnumerable<GradientCase> Arrangements() =>
    [
        new("Cat", x => Tensor.Cat([x[0], x[1], x[0]], 1).Square(), Apart([2, 3]), Apart([2, 1], 2)),
        new("Stack", x => Tensor.Stack([x[0], x[1]], -1).Square(), Apart([2, 3]), Apart([2, 3], 2)),
        new("Split", x => x[0].Split([1, 2], 1)[1] * x[0].Chunk(2, 1)[0], Apart([2, 3])),
        new("Repeat", x => x[0].Repeat(2, 1, 3).Square(), Apart([2, 3])),
        new("Repeat interleave", x => x[0].RepeatInterleave(3, 0).Square(), Apart([2, 3])),
        new("Flip", x => x[0].Flip(0, 2).Square(), Apart([2, 2, 3])),
        new("Roll", x => x[0].Roll([1, -2], [0, 1]).Square(), Apart([3, 4])),
        new("Pad", x => x[0].Pad([1, 2, -1, 1], value: 0.5).Square(), Apart([2, 3, 2])),
        new("Pad by reflection", x => x[0].Pad([2, 1], PadMode.Reflect).Square(), Apart([2, 3])),
        new("Pad by repetition", x => x[0].Pad([2, 1, 0, 3], PadMode.Replicate).Square(), Apart([2, 3])),
        new("Pad around", x => x[0].Pad([2, 3], PadMode.Circular).Square(), Apart([2, 3])),
        new("Unfold", x => x[0].Unfold(2, dilation: 2, padding: 1, stride: 2).Square(), Apart([1, 2, 4, 5])),
        new("Fold", x => x[0].Fold(3, 4, new Window(2, 3, 1, 2, 1, 1, 1, 1)).Square(), Apart([1, 6, 8])),
        new("Shuffles", x => x[0].PixelShuffle(2).PixelUnshuffle(2).ChannelShuffle(2).Square(), Apart([1, 4, 2, 1])),
        new("Outer", x => x[0].Outer(x[1]), Apart([2]), Apart([3], 2)),
        new("AddMm", x => x[0].AddMm(x[1], x[2], 0.5, 2), Apart([3]), Apart([2, 2], 2), Apart([2, 3], 3)),
    ];
}
