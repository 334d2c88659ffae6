namespace Hebb.Tests;

/// <content>Losses.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Losses() =>
    [
        new("CrossEntropy", x => x[0].CrossEntropy(x[1]), Apart([3, 4]), Labels(2, 0, 3)),
        new("CrossEntropy, summed", x => x[0].CrossEntropy(x[1], reduction: Reduction.Sum), Apart([3, 4]), Labels(2, 0, 3)),
        new("CrossEntropy, each", x => x[0].CrossEntropy(x[1], reduction: Reduction.None), Apart([3, 4]), Labels(2, 0, 3)),
        new("CrossEntropy, weighted", x => x[0].CrossEntropy(x[1], Between(0.5, 2, [4]), ignoreIndex: 1), Apart([3, 4]), Labels(2, 1, 3)),
        new("CrossEntropy, weighted, each", x => x[0].CrossEntropy(x[1], Between(0.5, 2, [4]), 1, Reduction.None), Apart([3, 4]), Labels(2, 1, 3)),
        new("CrossEntropy of an image", x => x[0].CrossEntropy(x[1], ignoreIndex: 0, reduction: Reduction.None), Apart([2, 3, 2, 2]), Labels(0, 1, 2, 0, 1, 2, 2, 1).Reshape(2, 2, 2)),
        new("CrossEntropy, smoothed", x => x[0].CrossEntropy(x[1], Between(0.5, 2, [4]), 1, labelSmoothing: 0.2), Apart([3, 4]), Labels(2, 1, 3)),
        new("CrossEntropy of probabilities", x => x[0].CrossEntropy(x[1], Between(0.5, 2, [4]), labelSmoothing: 0.1), Apart([3, 4]), Between(0, 1, [3, 4])),
        new("CrossEntropy of one row", x => x[0].CrossEntropy(x[1]), Apart([4]), Tensor.Scalar(2, DType.Int64)),
        new("NllLoss", x => x[0].NllLoss(x[1]), Apart([3, 4]), Labels(2, 0, 3)),
        new("NllLoss, weighted", x => x[0].NllLoss(x[1], Between(0.5, 2, [3]), 2), Apart([2, 3, 2]), Labels(2, 0, 1, 1).Reshape(2, 2)),
        new("MseLoss", x => x[0].MseLoss(x[1]), Apart([3, 4]), Apart([3, 4], 2)),
        new("L1Loss", x => x[0].L1Loss(x[1], Reduction.Sum), Apart([3, 4]), Apart([3, 4], 2) + 0.1),
        new("SmoothL1Loss", x => x[0].SmoothL1Loss(x[1], 0.5), Apart([3, 4]), Apart([3, 4], 2) + 0.1),
        new("HuberLoss", x => x[0].HuberLoss(x[1], 0.7, Reduction.None), Apart([3, 4]), Apart([3, 4], 2) + 0.1),
        new("Bce", x => x[0].Bce(x[1]), Between(0.1, 0.9, [3, 4]), Between(0.1, 0.9, [3, 4], 2)),
        new("Bce, weighted", x => x[0].Bce(x[1], x[2], Reduction.Sum), Between(0.1, 0.9, [3, 4]), Between(0.1, 0.9, [3, 4], 2), Between(0.5, 2, [4])),
        new("BceWithLogits", x => x[0].BceWithLogits(x[1]), Apart([3, 4]), Between(0.1, 0.9, [3, 4], 2)),
        new("BceWithLogits, weighted", x => x[0].BceWithLogits(x[1], Between(0.5, 2, [3, 1]), x[2]), Apart([3, 4]), Between(0.1, 0.9, [3, 4], 2), Between(0.5, 2, [4])),
        new("KlDiv", x => x[0].LogSoftmax(1).KlDiv(x[1], Reduction.BatchMean), Apart([3, 4]), Between(0.1, 0.9, [3, 4])),
        new("KlDiv of logarithms", x => x[0].KlDiv(x[1], logTarget: true), Apart([3, 4]), Between(-2, -0.1, [3, 4])),
        new("MultiMarginLoss", x => x[0].MultiMarginLoss(x[1], 2, 0.9, Between(0.5, 2, [4])), Apart([3, 4]), Labels(2, 0, 3)),
        new("MulticlassHinge", x => x[0].MulticlassHinge(x[1]), Apart([3, 4]), Labels(2, 0, 3)),
        new("SparsityPenalty", x => x[0].Sigmoid().SparsityPenalty(0.25), Apart([6, 3])),
    ];
}
