using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Bench.Workloads;

/// <summary>Whole training steps: clear the gradients, forward, loss, backward, update.</summary>
static class TrainingWorkloads
{
    const string Group = "training";

    public static IEnumerable<Workload> All
    {
        get
        {
            yield return Classifier("mlp-784-16-10-b8", "Linear-Sigmoid-Linear, cross-entropy, SGD", 8, 784, 16, 10, () => new Sigmoid());
            yield return Classifier("mlp-784-256-10-b32", "Linear-ReLU-Linear, cross-entropy, SGD", 32, 784, 256, 10, () => new ReLU());
            yield return Classifier("mlp-784-256-10-b128", "the same, batch 128", 128, 784, 256, 10, () => new ReLU());
            yield return Classifier("mlp-1024-64-36-b32", "Linear-Sigmoid-Linear, cross-entropy, SGD", 32, 1024, 64, 36, () => new Sigmoid());
            yield return Classifier("mlp-3072-4000-10-b64", "Linear-ReLU-Linear, cross-entropy, SGD", 64, 3072, 4000, 10, () => new ReLU());
            yield return new Workload("autoencoder-1024-32-b32", Group, "1024-32-32-32-1024 ReLU x3 sigmoid, summed squared error, SGD momentum", Autoencoder) { Operations = 11 };
        }
    }

    static Workload Classifier(string name, string says, int batch, int inputs, int hidden, int classes, Func<Module> activation) =>
        new(name, Group, says, () => Step(new Sequential(new Linear(inputs, hidden), activation(), new Linear(hidden, classes)), Tensor.Rand([batch, inputs]), classes)) { Operations = 4 };

    static Action Step(Module model, Tensor x, int classes)
    {
        Tensor target = (Tensor.Rand([x.Shape[0]]) * classes).To(DType.Int64);
        var optimizer = new SGD(model.Parameters(), 0.01);
        return () =>
        {
            using var scope = Memory.Scope();
            optimizer.ZeroGrad();
            Tensor loss = model.Forward(x).CrossEntropy(target);
            loss.Backward();
            optimizer.Step();
        };
    }

    static Action Autoencoder()
    {
        var model = new Sequential(
            new Linear(1024, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, 1024), new Sigmoid());
        Tensor x = Tensor.Rand([32, 1024]);
        var optimizer = new SGD(model.Parameters(), 1e-5, momentum: 0.9);
        return () =>
        {
            using var scope = Memory.Scope();
            optimizer.ZeroGrad();
            Tensor loss = (model.Forward(x) - x).Pow(2).Sum();
            loss.Backward();
            optimizer.Step();
        };
    }
}
