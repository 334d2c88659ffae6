namespace Hebb.Tests;

/// <content>Arithmetic, shapes and products.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Arithmetic() =>
    [
        new("Add", x => x[0] + x[1], Apart([2, 3, 4]), Apart([3, 1], 2)),
        new("Add number", x => (x[0] + 2.5) + (1 + x[0]), Apart([2, 3])),
        new("Add to itself", x => x[0] + x[0], Apart([2, 3])),
        new("Sub", x => x[0] - x[1], Apart([1]), Apart([3, 2], 2)),
        new("Sub number", x => (x[0] - 2.5) + (1 - x[0].Square()), Apart([2, 3])),
        new("Mul", x => x[0] * x[1], Apart([2, 1, 3]), Apart([4, 1], 2)),
        new("Mul by itself", x => x[0] * x[0] * x[0], Apart([2, 3])),
        new("Mul number", x => x[0] * 2.5, Apart([2, 3])),
        new("Div", x => x[0] / x[1], Apart([2, 3, 1]), Apart([1, 5], 2)),
        new("Div number", x => x[0] / 2.5, Apart([2, 3])),
        new("Number over", x => 2.5 / x[0], Apart([2, 3])),
        new("Neg", x => -x[0], Apart([])),
        new("To", x => x[0].To(DType.Float32).To(DType.Float64) + x[0].Square(), Tensor.From([0.5, -0.25, 2.0])),
    ];

    static IEnumerable<GradientCase> Shapes() =>
    [
        new("Sum", x => x[0].Sum(), Apart([2, 3])),
        new("Sum over axes", x => x[0].Sum([0, 2]), Apart([2, 3, 4])),
        new("Sum keeping axes", x => x[0].Sum([1], keepDims: true), Apart([2, 3, 4])),
        new("Reshape", x => x[0].Reshape(3, -1), Apart([2, 3, 2])),
        new("Reshape of a transpose", x => x[0].T.Reshape(6), Apart([2, 3])),
        new("Permute", x => x[0].Permute(2, 0, 1), Apart([2, 3, 4])),
        new("Expand", x => x[0].Expand(4, 2, 3), Apart([2, 1])),
        new("Clone", x => x[0].T.Clone(), Apart([2, 3])),
    ];

    static IEnumerable<GradientCase> Products() =>
    [
        new("MatMul", x => x[0].MatMul(x[1]), Apart([2, 3]), Apart([3, 4], 2)),
        new("MatMul of a batch", x => x[0].MatMul(x[1]), Apart([2, 1, 2, 3]), Apart([4, 3, 2], 2)),
        new("MatMul of vectors", x => x[0].MatMul(x[1]), Apart([5]), Apart([5], 2)),
        new("Linear", x => x[0].Linear(x[1], x[2]), Apart([2, 3]), Apart([4, 3], 2), Apart([4], 3)),
        new("Linear without bias", x => x[0].Linear(x[1]), Apart([2, 2, 3]), Apart([4, 3], 2)),
    ];
}
