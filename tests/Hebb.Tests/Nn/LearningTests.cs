using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

public sealed class LearningTests
{
    public static TheoryData<string> Optimizers => new("SGD", "Momentum", "Nesterov", "Adam", "AMSGrad", "AdamW", "NAdam", "RMSprop", "Centered", "Adagrad", "Adadelta", "Adamax");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void EveryOptimizerLearnsExclusiveOr(string name)
    {
        var generator = new Generator(1);
        var model = new Sequential(new Linear(2, 16, generator: generator), new Tanh(), new Linear(16, 1, generator: generator));
        IEnumerable<Parameter> p = model.Parameters();
        Optimizer optimizer = name switch
        {
            "SGD" => new SGD(p, 0.1),
            "Momentum" => new SGD(p, 0.1, momentum: 0.9),
            "Nesterov" => new SGD(p, 0.1, momentum: 0.9, nesterov: true),
            "Adam" => new Adam(p, 0.05),
            "AMSGrad" => new Adam(p, 0.05, amsgrad: true),
            "AdamW" => new AdamW(p, 0.05),
            "NAdam" => new NAdam(p, 0.05),
            "RMSprop" => new RMSprop(p, 0.01),
            "Centered" => new RMSprop(p, 0.01, momentum: 0.5, centered: true),
            "Adagrad" => new Adagrad(p, 0.3),
            "Adadelta" => new Adadelta(p, 5),
            "Adamax" => new Adamax(p, 0.05),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        Tensor x = Tensor.From(new float[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), target = Tensor.From([0f, 1f, 1f, 0f], [4, 1]);
        double first = double.NaN, last = double.NaN;
        for (int i = 0; i < 1500; i++)
        {
            optimizer.ZeroGrad();
            Tensor error = model.Forward(x) - target;
            Tensor loss = (error * error).Sum() / 4;
            loss.Backward();
            optimizer.Step();
            last = loss.Item();
            if (i == 0) first = last;
        }

        Assert.True(last < 0.05 && last < first / 4, $"{name}: the loss went from {first} to {last}");
    }

    [Fact]
    public void TwoRunsFromOneSeedEndInTheSameBits()
    {
        Assert.Equal(Run(), Run());

        static float[] Run()
        {
            var generator = new Generator(11);
            var model = new Sequential(new Linear(20, 30, generator: generator), new ReLU(), new Dropout(0.3, generator), new Linear(30, 4, generator: generator));
            var optimizer = new Adam(model.Parameters(), 0.01);
            Tensor x = Tensor.Randn([16, 20], generator: generator), target = Tensor.Randn([16, 4], generator: generator);
            for (int i = 0; i < 20; i++) Step(model, optimizer, x, target);
            return [.. model.Parameters().SelectMany(p => p.Tensor.ToArray<float>())];
        }
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("Adam")]
    [InlineData("RMSprop")]
    public void ASteadyStateInsideScopesTakesNoNewBuffer(string name)
    {
        var generator = new Generator(4);
        var model = new Sequential(new Linear(784, 256, generator: generator), new ReLU(), new Linear(256, 10, generator: generator));
        Optimizer optimizer = name switch
        {
            "SGD" => new SGD(model.Parameters(), 0.01, momentum: 0.9),
            "Adam" => new Adam(model.Parameters()),
            _ => new RMSprop(model.Parameters(), momentum: 0.5, centered: true),
        };
        Tensor x = Tensor.Randn([32, 784], generator: generator), target = Tensor.Randn([32, 10], generator: generator);

        // Other tests of this process may take buffers at the same time; a step that needs one of its own would need it in every window.
        long least = long.MaxValue;
        for (int window = 0; window < 20 && least > 0; window++)
        {
            for (int i = 0; i < 3; i++) Train();
            long before = Memory.Statistics.NewBuffers;
            for (int i = 0; i < 5; i++) Train();
            least = Math.Min(least, Memory.Statistics.NewBuffers - before);
        }

        Assert.Equal(0, least);

        void Train()
        {
            using MemoryScope scope = Memory.Scope();
            Step(model, optimizer, x, target);
        }
    }

    [Fact]
    public void AFrozenLayerDoesNotMoveWhileTheOthersLearn()
    {
        var generator = new Generator(2);
        var model = new Sequential(new Linear(3, 8, generator: generator), new ReLU(), new Linear(8, 1, generator: generator));
        model[0].Freeze();
        float[] frozen = ((Linear)model[0]).Weight.Tensor.ToArray<float>(), free = ((Linear)model[2]).Weight.Tensor.ToArray<float>();
        var optimizer = new SGD(model.Parameters(), 0.1, momentum: 0.9, weightDecay: 0.1);
        Tensor x = Tensor.Randn([8, 3], generator: generator), target = Tensor.Ones([8, 1]);
        for (int i = 0; i < 3; i++) Step(model, optimizer, x, target);
        Assert.Equal(frozen, ((Linear)model[0]).Weight.Tensor.ToArray<float>());
        Assert.NotEqual(free, ((Linear)model[2]).Weight.Tensor.ToArray<float>());
    }

    static void Step(Module model, Optimizer optimizer, Tensor x, Tensor target)
    {
        optimizer.ZeroGrad();
        Tensor error = model.Forward(x) - target;
        ((error * error).Sum() / error.Count).Backward();
        optimizer.Step();
    }
}
