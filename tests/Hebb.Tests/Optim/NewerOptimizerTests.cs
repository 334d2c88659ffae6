using System.Text.Json;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

/// <summary>RAdam against PyTorch; Lion, Muon, Lookahead and decoupled decay against their definitions.</summary>
public sealed class NewerOptimizerTests
{
    static readonly JsonElement Published = TorchFixture.Load("optimizers.json");

    [Fact]
    public void RAdamGoesWherePyTorchsGoes()
    {
        Follow("radam", p => new RAdam(p, 0.02, weightDecay: 0.1));
        Follow("radam, short", p => new RAdam(p, 0.02, beta1: 0.8, beta2: 0.9, epsilon: 1e-4));
    }

    [Fact]
    public void LionGoesAlongSigns()
    {
        var p = new Parameter(Tensor.From([1.0, -2.0, 0.5]));
        var optimizer = new Lion([p], 0.1, 0.5, 0.75, weightDecay: 0.2);
        double[] w = [1.0, -2.0, 0.5], m = new double[3];
        for (int t = 0; t < 5; t++)
        {
            double[] g = [0.1 * (t - 1), -0.2, 0.3 - (0.15 * t)];
            p.Grad = Tensor.From(g);
            optimizer.Step();
            for (int i = 0; i < 3; i++)
            {
                w[i] = (w[i] * (1 - (0.1 * 0.2))) - (0.1 * Math.Sign((0.5 * m[i]) + (0.5 * g[i])));
                m[i] = (0.75 * m[i]) + (0.25 * g[i]);
            }
        }

        TorchFixture.AssertClose(w, p.Tensor.ToArray<double>(), 1e-14);
    }

    [Theory]
    [InlineData(6, 10)]
    [InlineData(10, 6)]
    [InlineData(8, 8)]
    public void OrthogonalizeBringsSingularValuesNearOneAndKeepsTheirDirections(int rows, int columns)
    {
        Tensor g = Tensor.Randn([rows, columns], generator: new Generator(4), dtype: DType.Float64), o = Muon.Orthogonalize(g);
        var svd = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(rows, columns, o.ToArray<double>()).Svd();
        int rank = Math.Min(rows, columns);
        Assert.All(svd.S.Take(rank), s => Assert.InRange(s, 0.3, 1.3));
        Assert.InRange(svd.S.Take(rank).Average(), 0.7, 1.15);
        // uᵀ o v of the singular vectors of g is diagonal: each direction keeps its own.
        var of = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(rows, columns, g.ToArray<double>()).Svd();
        var inside = of.U.Transpose() * MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(rows, columns, o.ToArray<double>()) * of.VT.Transpose();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                if (i != j) Assert.Equal(0, inside[i, j], 1e-9);
            }
        }
    }

    [Fact]
    public void MuonMovesMatricesOrthogonallyAndTheRestAsAdamWDoes()
    {
        var generator = new Generator(9);
        Tensor kernel = Tensor.Randn([8, 2, 2, 1], generator: generator, dtype: DType.Float64), bias = Tensor.Randn([8], generator: generator, dtype: DType.Float64), head = Tensor.Randn([3, 8], generator: generator, dtype: DType.Float64);
        Parameter a = new(kernel.Clone()), b = new(bias.Clone()), c = new(head.Clone()), likeB = new(bias.Clone()), likeC = new(head.Clone());
        var muon = new Muon([a, b, c], 0.1, momentum: 0.9, weightDecay: 0.5, adamLearningRate: 0.01, adamWeightDecay: 0.2, useAdamW: p => p == c);
        var adam = new AdamW([likeB, likeC], 0.01, 0.9, 0.95, weightDecay: 0.2);
        Tensor w = kernel, velocity = Tensor.ZerosLike(kernel);
        for (int t = 0; t < 3; t++)
        {
            Tensor g = Tensor.Randn([8, 2, 2, 1], generator: generator, dtype: DType.Float64);
            a.Grad = g.Clone();
            b.Grad = likeB.Grad = Tensor.Full([8], 0.3 - t, DType.Float64);
            c.Grad = likeC.Grad = Tensor.Full([3, 8], t - 0.7, DType.Float64);
            muon.Step();
            adam.Step();
            velocity = (velocity * 0.9) + (g * 0.1);
            Tensor direction = (velocity * 0.9) + (g * 0.1);
            w = (w * (1 - (0.1 * 0.5))) - (Muon.Orthogonalize(direction.Reshape(8, 4)).Reshape(8, 2, 2, 1) * (0.1 * Math.Sqrt(2)));
        }

        TorchFixture.AssertClose(w, a.Tensor, 1e-13);
        Assert.Equal(likeB.Tensor.ToArray<double>(), b.Tensor.ToArray<double>());
        Assert.Equal(likeC.Tensor.ToArray<double>(), c.Tensor.ToArray<double>());
        Assert.Equal([0.1, 0.01], muon.ParameterGroups.Select(group => group.LearningRate));
        Assert.Contains("AdamW", Assert.Throws<ArgumentException>(() => new Muon([b])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LookaheadMeetsItsSlowWeightsAfterEveryKSteps()
    {
        var p = new Parameter(Tensor.From([1.0]));
        var optimizer = new Lookahead(new SGD([p], 0.1), steps: 3, alpha: 0.25);
        double slow = 1;
        for (int round = 0; round < 3; round++)
        {
            for (int i = 1; i <= 3; i++)
            {
                p.Grad = Tensor.From([1.0]);
                optimizer.Step();
                Assert.Equal(i < 3 ? slow - (0.1 * i) : slow - (0.25 * 0.3), p.Tensor.Item(), 1e-14);
            }

            slow -= 0.25 * 0.3;
        }

        Assert.Throws<ArgumentException>(() => new Lookahead(new LBFGS([p])));
    }

    [Fact]
    public void DecoupledDecayShrinksWeightsAndLeavesTheMomentsBare()
    {
        foreach (Func<Parameter, double, bool, Optimizer> make in new Func<Parameter, double, bool, Optimizer>[]
        {
            (p, decay, up) => new NAdam([p], 0.1, weightDecay: decay, decoupledWeightDecay: true, maximize: up),
            (p, decay, up) => new RAdam([p], 0.1, weightDecay: decay, decoupledWeightDecay: true, maximize: up),
        })
        {
            Parameter with = new(Tensor.From([4.0])), without = new(Tensor.From([4.0])), up = new(Tensor.From([4.0]));
            with.Grad = Tensor.From([0.3]);
            without.Grad = Tensor.From([0.3]);
            up.Grad = Tensor.From([-0.3]);
            make(with, 0.5, false).Step();
            make(without, 0, false).Step();
            make(up, 0, true).Step();
            Assert.Equal(4.0 * 0.1 * 0.5, without.Tensor.Item() - with.Tensor.Item(), 1e-14);
            Assert.Equal(without.Tensor.Item(), up.Tensor.Item());
        }
    }

    public static TheoryData<string> Resumable => ["RAdam", "Lion", "Muon", "Lookahead of NAdam"];

    [Theory]
    [MemberData(nameof(Resumable))]
    public void AResumedOptimizerGoesOnAsIfNothingHadHappened(string name)
    {
        Parameter[] straight = Start(), first = Start(), second = Start();
        Optimizer whole = Make(name, straight), before = Make(name, first), after = Make(name, second);
        Run(whole, straight, 0, 7);
        Run(before, first, 0, 4);
        after.LoadStateDict(before.StateDict());
        using (Autograd.NoGrad())
        {
            for (int i = 0; i < second.Length; i++) second[i].Tensor.CopyFrom(first[i].Tensor);
        }

        Run(after, second, 4, 7);
        for (int i = 0; i < straight.Length; i++) Assert.Equal(straight[i].Tensor.ToArray<double>(), second[i].Tensor.ToArray<double>());
    }

    [Fact]
    public void OnlyMatricesAndKernelsDecay()
    {
        var model = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2), new Flatten(), new Linear(8, 3));
        var (decayed, free) = model.WeightDecayGroups();
        Assert.Equal(["weight", "weight"], decayed.Select(p => p.Name));
        Assert.Equal(["bias", "weight", "bias", "bias"], free.Select(p => p.Name));
        var (fewer, more) = model.WeightDecayGroups((name, _) => name.StartsWith("3.", StringComparison.Ordinal));
        Assert.Single(fewer);
        Assert.Equal(5, more.Count);
    }

    [Fact]
    public void GradientsOfSeveralBatchesAddUpUntilTheyAreDropped()
    {
        var layer = new Linear(3, 2, generator: new Generator(1));
        Tensor x = Tensor.Randn([4, 3], generator: new Generator(2));
        layer.Forward(x).Square().Sum().Backward();
        float[] whole = layer.Weight.Grad!.ToArray<float>();
        layer.ZeroGrad();
        for (int i = 0; i < 4; i += 2) layer.Forward(x[i..(i + 2)]).Square().Sum().Backward();
        TorchFixture.AssertClose(Array.ConvertAll(whole, v => (double)v), layer.Weight.Grad!.ToArray<double>(), 1e-6);
    }

    static void Follow(string name, Func<Parameter[], Optimizer> make)
    {
        var p = new Parameter(Tensor.From([1.0, -2.0, 0.5]));
        Optimizer optimizer = make([p]);
        int t = 0;
        foreach (JsonElement expected in Published.GetProperty(name).EnumerateArray())
        {
            p.Grad = Tensor.From([0.1 * (t + 1), -0.2, 0.3 - (0.15 * t)]);
            optimizer.Step();
            TorchFixture.AssertClose(expected.Numbers(), p.Tensor.ToArray<double>(), 1e-13);
            t++;
        }

        Assert.Equal(8, t);
    }

    static Optimizer Make(string name, Parameter[] p) => name switch
    {
        "RAdam" => new RAdam(p, 0.1),
        "Lion" => new Lion(p, 0.1),
        "Muon" => new Muon(p),
        _ => new Lookahead(new NAdam(p, 0.1), steps: 3),
    };

    static Parameter[] Start() => [new(Tensor.Randn([3, 4], generator: new Generator(1), dtype: DType.Float64)), new(Tensor.Randn([3], generator: new Generator(2), dtype: DType.Float64))];

    static void Run(Optimizer optimizer, Parameter[] parameters, int from, int to)
    {
        for (int t = from; t < to; t++)
        {
            foreach (Parameter p in parameters) p.Grad = Tensor.Randn(p.Shape, generator: new Generator((ulong)t), dtype: DType.Float64);
            optimizer.Step();
        }
    }
}
