using Hebb.Backends;

namespace Hebb.Tests;

/// <content>Convolutions.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Convolutions() =>
    [
        new("Conv2d", x => x[0].Conv2d(x[1], x[2], padding: (1, 1)), Apart([2, 2, 4, 5]), Apart([3, 2, 3, 3], 2), Apart([3], 3)),
        new("Conv2d with strides, dilation and unequal padding", x => x[0].Conv2d(x[1], null, (2, 1), (1, 2), (1, 2)), Apart([1, 2, 5, 6]), Apart([2, 2, 3, 2], 2)),
        new("Conv2d with groups", x => x[0].Conv2d(x[1], x[2], groups: 2), Apart([1, 4, 4, 4]), Apart([2, 2, 3, 3], 2), Apart([2], 3)),
        new("Conv2d depthwise", x => x[0].Conv2d(x[1], x[2], padding: (1, 1), groups: 3), Apart([1, 3, 4, 4]), Apart([3, 1, 3, 3], 2), Apart([3], 3)),
        new("Conv2d same", x => x[0].Conv2dSame(x[1], x[2]), Apart([1, 1, 4, 5]), Apart([2, 1, 4, 3], 2), Apart([2], 3)),
        new("Conv2d with a fused ReLU", x => Ops.ConvolveFused(x[0], x[1], x[2], new ConvGeometry(1, 1, 0, 0, 0, 0, 1, 1, 1), Activation.Relu), Apart([1, 1, 4, 4]), Apart([2, 1, 2, 2], 2), Apart([2], 3)),
        new("Conv2d's gradient of its weight", x => Ops.ConvWeight(x[0], x[1], [3, 2, 2, 2], new ConvGeometry(1, 1, 0, 0, 0, 0, 1, 1, 1)), Apart([2, 2, 3, 4]), Apart([2, 3, 2, 3], 2)),
        new("Linear with a fused ReLU", x => Ops.LinearFused(x[0], x[1], x[2], Activation.Relu), Apart([2, 3]), Apart([4, 3], 2), Apart([4], 3)),
        new("Conv1d", x => x[0].Conv1d(x[1], x[2], stride: 2, padding: 1), Apart([2, 2, 5]), Apart([3, 2, 3], 2), Apart([3], 3)),
        new("ConvTranspose2d", x => x[0].ConvTranspose2d(x[1], x[2], (2, 2), (1, 1), (1, 1)), Apart([1, 2, 3, 3]), Apart([2, 3, 3, 3], 2), Apart([3], 3)),
        new("ConvTranspose2d with groups", x => x[0].ConvTranspose2d(x[1], null, (2, 1), groups: 2), Apart([1, 4, 2, 3]), Apart([4, 1, 2, 2], 2)),
    ];
}
