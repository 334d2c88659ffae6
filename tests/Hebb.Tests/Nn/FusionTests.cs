using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Fused neighbours must give the numbers and the gradients of the modules one by one, to rounding.</summary>
[Collection("memory")]
public sealed class FusionTests
{
    public static TheoryData<string> Networks => ["linear", "conv", "mixed", "residual"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void FusedAndSeparateGiveTheSameNumbersAndGradients(string name)
    {
        (Tensor y, List<Tensor> gradients, Tensor dx, string nodes) = Run(name, fused: true);
        (Tensor y2, List<Tensor> gradients2, Tensor dx2, string nodes2) = Run(name, fused: false);
        Assert.NotEqual(nodes2, nodes);
        Close(y2, y);
        Close(dx2, dx);
        Assert.Equal(gradients2.Count, gradients.Count);
        for (int i = 0; i < gradients.Count; i++) Close(gradients2[i], gradients[i]);
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToArray<double>().Zip(actual.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
    }

    static (Tensor Y, List<Tensor> Gradients, Tensor Dx, string Nodes) Run(string name, bool fused)
    {
        var random = new Generator(11);
        Sequential model = name switch
        {
            "linear" => new Sequential(new Linear(12, 9, generator: random), new ReLU(), new Linear(9, 4, generator: random), new ReLU()),
            "conv" => new Sequential(new Conv2d(3, 5, 3, padding: 1, generator: random), new ReLU(), new Conv2d(5, 4, (3, 1), stride: 2, generator: random), new ReLU()),
            "residual" => new Sequential(new Residual(new Conv2d(3, 3, 3, padding: 1, generator: random)), new ReLU(), new Flatten(), new Linear(3 * 36, 4, generator: random)),
            _ => new Sequential(new Conv2d(3, 5, 3, generator: random), new ReLU(), new Flatten(), new Linear(5 * 4 * 4, 6, generator: random), new Sigmoid(), new Linear(6, 2, generator: random)),
        };
        model.To(DType.Float64);
        Tensor x = Tensor.Randn(name == "linear" ? [5, 12] : [2, 3, 6, 6], generator: new Generator(4), dtype: DType.Float64).WithGrad();
        bool before = Fusion.IsEnabled;
        try
        {
            Fusion.IsEnabled = fused;
            Tensor y = model.Forward(x);
            string nodes = Names(y.Node!);
            (y * Tensor.Randn(y.Shape, generator: new Generator(5), dtype: DType.Float64)).Sum().Backward();
            return (y, [.. model.Parameters().Select(p => p.Grad!)], x.Grad!, nodes);
        }
        finally
        {
            Fusion.IsEnabled = before;
        }
    }

    static string Names(Node node)
    {
        string text = node.Name;
        for (int i = 0; i < node.InputCount; i++)
        {
            if (node.Input(i) is { } input && input.Name != "Leaf") text += " < " + Names(input);
        }

        return text;
    }
}
