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
        new("FocalLoss", x => x[0].FocalLoss(x[1], 1.5, x[2], 1), Apart([3, 4]), Labels(2, 1, 3), Between(0.5, 2, [4])),
        new("FocalLoss of an image, each", x => x[0].FocalLoss(x[1], reduction: Reduction.None), Apart([2, 3, 2]), Labels(0, 1, 2, 0).Reshape(2, 2)),
        new("SigmoidFocalLoss", x => x[0].SigmoidFocalLoss(x[1], 0.5, 0.3, Reduction.Sum), Apart([3, 4]), Between(0.1, 0.9, [3, 4], 2)),
        new("HingeEmbeddingLoss", x => x[0].HingeEmbeddingLoss(Signs([3, 4]), 0.8), Apart([3, 4])),
        new("MarginRankingLoss", x => x[0].MarginRankingLoss(x[1], Signs([3, 4]), 0.25), Apart([3, 4]), Apart([3, 4], 2) + 0.1),
        new("CosineEmbeddingLoss", x => x[0].CosineEmbeddingLoss(x[1], Signs([3]), 0.1, Reduction.None), Apart([3, 4]), Apart([3, 4], 2) + 0.1),
        new("TripletMarginLoss", x => x[0].TripletMarginLoss(x[1], x[2], 2, swap: true), Apart([3, 4]), Apart([3, 4], 2) + 0.1, Apart([3, 4], 3) - 0.05),
        new("PoissonNllLoss", x => x[0].PoissonNllLoss(x[1], full: true), Apart([3, 4]), Between(0.1, 4, [3, 4])),
        new("PoissonNllLoss of rates", x => x[0].PoissonNllLoss(x[1], logInput: false), Between(0.5, 2, [3, 4]), Between(0.1, 4, [3, 4])),
        new("GaussianNllLoss", x => x[0].GaussianNllLoss(x[1], x[2], full: true), Apart([3, 4]), Apart([3, 4], 2), Between(0.5, 2, [3])),
        new("SoftMarginLoss", x => x[0].SoftMarginLoss(Signs([3, 4])), Apart([3, 4])),
        new("CtcLoss", x => x[0].CtcLoss(Labels(1, 1, 3, 2, 0, 0).Reshape(2, 3), [6, 4], [3, 1]), Between(-3, -0.1, [6, 2, 4])),
        new("CtcLoss behind LogSoftmax, each", x => x[0].LogSoftmax(-1).CtcLoss(Labels(1, 1, 3, 2), [6, 4], [3, 1], reduction: Reduction.None), Apart([6, 2, 4])),
        new("CtcLoss of one row", x => x[0].CtcLoss(Labels(0, 2), [5], [2], blank: 3, Reduction.Sum), Between(-3, -0.1, [5, 4])),
        new("SparsityPenalty", x => x[0].Sigmoid().SparsityPenalty(0.25), Apart([6, 3])),
    ];

    /// <summary>1 and −1 by turns.</summary>
    static Tensor Signs(Shape shape) => Tensor.From(Enumerable.Range(0, shape.Count).Select(i => i % 2 == 0 ? 1.0 : -1).ToArray(), shape);
}
