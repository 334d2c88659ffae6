namespace Hebb.Tests;

/// <content>Reductions, scans and choices along axes.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Reductions() =>
    [
        new("Mean", x => x[0].Mean(), Apart([2, 3])),
        new("Mean over axes", x => x[0].Mean([-1, 0], keepDims: true), Apart([2, 3, 4])),
        new("Prod", x => x[0].Prod(1), Apart([3, 4])),
        new("Prod over axes", x => x[0].Prod([0, 2]), Apart([2, 3, 2])),
        new("Prod with a zero in a row", x => x[0].Prod(1), Tensor.From(new double[,] { { 2, 0, 3 }, { 0, 0, 5 }, { 1, -2, 3 } })),
        new("Prod with zeros, all axes", x => x[0].Prod(), Tensor.From(new double[,] { { 2, 0, 3 }, { 0.5, -1, 5 } })),
        new("Prod with zeros, outer axes", x => x[0].Prod([0, 2], keepDims: true), Tensor.From(new double[,,] { { { 2, 0 }, { 1, 3 } }, { { 0.5, -1 }, { 0, 0 } } })),
        new("Amax", x => x[0].Amax([1]), Apart([3, 4])),
        new("Amin", x => x[0].Amin([0, 2], keepDims: true), Apart([2, 3, 4])),
        new("Max of all", x => x[0].Max() * x[0].Min(), Apart([3, 4])),
        new("Max", x => x[0].Max(1).Values.Square(), Apart([3, 4])),
        new("Min", x => x[0].Min(0, keepDims: true).Values.Square(), Apart([3, 4])),
        new("LogSumExp", x => x[0].LogSumExp([1]), Apart([3, 4])),
        new("LogSumExp of all", x => x[0].LogSumExp(), Apart([3, 4])),
        new("Var", x => x[0].Var(1), Apart([3, 4])),
        new("Var, biased", x => x[0].Var([0, 2], keepDims: true, unbiased: false), Apart([2, 3, 4])),
        new("Std", x => x[0].Std(1), Apart([3, 4])),
        new("Std, biased", x => x[0].Std([0, 2], keepDims: true, unbiased: false), Apart([2, 3, 4])),
        new("Std where one row is constant", x => Tensor.Where(x[1], x[0].Std(1), x[0].Sum(1)), Tensor.From(new double[,] { { 2, 2, 2 }, { 1, 2, 4 } }), Mask([2], 0, 1)),
        new("Norm 2", x => x[0].Norm(), Apart([3, 4])),
        new("Norm 1", x => x[0].Norm(1, 1), Apart([3, 4])),
        new("Norm 3", x => x[0].Norm(3, [0, 1], keepDims: true), Apart([3, 4])),
        new("Norm ∞", x => x[0].Norm(double.PositiveInfinity, 1), Between(0.1, 3, [3, 4])),
        new("CumSum", x => x[0].CumSum(1), Apart([2, 3, 2])),
        new("CumProd", x => x[0].CumProd(0), Apart([3, 2])),
        new("CumProd with zeros", x => x[0].CumProd(0), Tensor.From(new double[,] { { 2, 1 }, { 0, 3 }, { 0.5, -1 }, { 0, 2 } })),
        new("TopK", x => x[0].TopK(2, 1).Values.Square(), Apart([3, 5])),
        new("TopK, smallest", x => x[0].TopK(2, 0, largest: false).Values, Apart([3, 5])),
        new("Sort", x => x[0].Sort(descending: true).Values * x[1], Apart([3, 5]), Apart([5], 2)),
        new("The gradient of a choice", x => Slope(x[0], one => one.Max(1).Values.Pow(3).Sum()), Apart([2, 3])),
        new("Softmax", x => x[0].Softmax(1), Apart([2, 3, 2])),
        new("LogSoftmax", x => x[0].LogSoftmax(-1), Apart([2, 3, 2])),
        new("Softmin", x => x[0].Softmin(0), Apart([3, 2])),
    ];

    // The recorded gradient of a scalar function, also where the check itself does not record.
    static Tensor Slope(Tensor x, Func<Tensor, Tensor> f)
    {
        using var _ = Autograd.EnableGrad();
        Tensor leaf = x.RequiresGrad ? x : x.Clone().WithGrad();
        return Autograd.Grad(f(leaf), [leaf], createGraph: true)[0];
    }
}
