namespace Hebb.Tests;

/// <content>Functions of one tensor, element by element.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Elementwise() =>
    [
        new("Relu", x => x[0].Relu(), Apart([3, 4])),
        new("Square", x => x[0].Square(), Apart([3, 4])),
    ];
}
