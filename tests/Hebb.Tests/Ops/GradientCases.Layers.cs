namespace Hebb.Tests;

/// <content>Operations that only layers use.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Layers() =>
    [
        new("Dropout", x => x[0].Dropout(0.4, generator: new Generator(7)), Apart([3, 4])),
        new("DropoutMask", x => x[0].DropoutMask(x[1], 0.3), Apart([2, 3]), Mask([2, 3], 1, 0, 1, 1, 0, 1)),
        new("Embedding", x => x[1].Embedding(x[0]), Apart([4, 3]), Labels(2, 0, 2, 1)),
    ];
}
