using Hebb.Backends;

namespace Hebb.Tests;

/// <content>Normalisation.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Normalization() =>
    [
        new("BatchNorm of images", x => x[0].BatchNorm(null, null, x[1], x[2], training: true, eps: 0.1), Apart([3, 2, 2, 3]), Apart([2], 2), Apart([2], 3)),
        new("BatchNorm of vectors", x => x[0].BatchNorm(null, null, x[1], x[2], training: true, eps: 0.1), Apart([5, 19]), Apart([19], 2), Apart([19], 3)),
        new("BatchNorm without affine", x => x[0].BatchNorm(null, null, training: true, eps: 0.1), Apart([4, 2, 3])),
        new("BatchNorm in evaluation", x => x[0].BatchNorm(Apart([2], 4), Between(0.5, 2, [2]), x[1], x[2]), Apart([3, 2, 2, 2]), Apart([2], 2), Apart([2], 3)),
        new("BatchNorm with ReLU", x => Ops.BatchNormFused(x[0], null, null, x[1], x[2], new Ops.BatchNormSettings(true, 0.1, 0.1, true, Activation.Relu)), Apart([3, 2, 2, 3]), Between(0.5, 1, [2]), Apart([2], 3)),
        new("BatchNorm of vectors with ReLU", x => Ops.BatchNormFused(x[0], null, null, x[1], null, new Ops.BatchNormSettings(true, 0.1, 0.1, true, Activation.Relu)), Apart([4, 3]), Between(0.5, 1, [3])),
        new("GroupNorm", x => x[0].GroupNorm(2, x[1], x[2], eps: 0.1), Apart([2, 4, 3]), Apart([4], 2), Apart([4], 3)),
        new("GroupNorm without bias", x => x[0].GroupNorm(1, x[1], eps: 0.1), Apart([2, 3]), Apart([3], 2)),
        new("InstanceNorm", x => x[0].InstanceNorm(weight: x[1], bias: x[2], eps: 0.1), Apart([2, 2, 3, 3]), Apart([2], 2), Apart([2], 3)),
        new("LayerNorm", x => x[0].LayerNorm([3, 4], x[1], x[2], eps: 0.1), Apart([2, 3, 4]), Apart([3, 4], 2), Apart([3, 4], 3)),
        new("LayerNorm without affine", x => x[0].LayerNorm(5, eps: 0.1), Apart([3, 5])),
        new("LayerNorm with bias alone", x => x[0].LayerNorm(5, null, x[1], eps: 0.1), Apart([3, 5]), Apart([5], 2)),
        new("LocalResponseNorm", x => x[0].LocalResponseNorm(4, alpha: 0.5, k: 2), Apart([1, 6, 3])),
        new("Normalize", x => x[0].Normalize(), Apart([3, 5])),
        new("Normalize by the largest", x => x[0].Normalize(double.PositiveInfinity, axis: 0), Apart([3, 2])),
        new("Normalize with p = 3", x => x[0].Normalize(3, axis: -1), Apart([2, 4])),
    ];
}
