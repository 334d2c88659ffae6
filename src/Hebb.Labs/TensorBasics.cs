using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>Products, a squared distance, and its gradient by the tape and by hand.</summary>
internal sealed class TensorBasics : Lab
{
    /// <inheritdoc/>
    public override string Name => "tensor-basics";

    /// <inheritdoc/>
    public override string Title => "Tensor basics";

    /// <inheritdoc/>
    public override string Description => "Products, a squared distance, its gradient by Backward() and by hand.";

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);

        Tensor a = Tensor.From(new float[,] { { 1, -1 }, { 0, 1 } });
        Tensor b = Tensor.From(new float[,] { { 1, -2 }, { 2, -1 } });
        Tensor hadamard = a * b;
        Tensor product = a.MatMul(b);
        lab.Show("a", a);
        lab.Show("b", b);
        lab.Show("a * b, element by element", hadamard);
        lab.Show("a.MatMul(b)", product);

        Tensor x = Tensor.From([1f, 2f]).WithGrad();
        Tensor y = Tensor.From([-2f, -1f]).WithGrad();
        Tensor distance;
        using (Autograd.RecordValues()) distance = ((x - y) * (x - y)).Sum();
        distance.Backward();
        GraphDrawing graph = GraphDrawing.Of(distance, ("x", x), ("y", y), ("distance", distance));
        lab.Page.Heading("The squared distance").Figure(graph, "What the tape remembers of |x − y|², with the values and, in vermillion, the gradients that Backward() left.");
        lab.Show("|x − y|²", distance);
        lab.Show("its gradient with respect to x", x.Grad!);
        lab.Show("its gradient with respect to y", y.Grad!);

        var table = new LabResult();
        table.Exact("Hadamard product", Tensor.From(new float[,] { { 1, 2 }, { 0, -1 } }), hadamard);
        table.Exact("matrix product", Tensor.From(new float[,] { { -1, -1 }, { 2, -1 } }), product);
        table.Exact("squared distance", Tensor.Scalar(18.0), distance);
        table.Exact("gradient for x", Tensor.From([6f, 6f]), x.Grad!);
        table.Exact("gradient for y", Tensor.From([-6f, -6f]), y.Grad!);

        // By hand: d/dx Σ(x − y)² = 2 (x − y), and for y the negative of it.
        Tensor byHand = 2 * (x - y).Detach();
        table.Exact("… x by hand", byHand, x.Grad!);
        table.Exact("… y by hand", -byHand, y.Grad!);
        return table;
    }
}
