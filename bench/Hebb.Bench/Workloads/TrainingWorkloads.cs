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
            yield return Convolutional(
                "digits-cnn-b100", "conv1-16 3x3 p1, ReLU, conv16-32 3x3 p1, ReLU, pool 2, linear 512-10 on 1x8x8, Adam", 100, 1, 8, 8, Layers((1, 16, 3, 8), (16, 32, 3, 8), (512, 10, 1, 1)),
                () => new Sequential(new Conv2d(1, 16, 3, padding: 1), new ReLU(), new Conv2d(16, 32, 3, padding: 1), new ReLU(), new MaxPool2d(2), new Flatten(), new Linear(512, 10)), Adaptive);
            yield return Convolutional(
                "mnist-cnn-b64", "(conv 3x3 p1, ReLU, pool 2) x2 with 16, 32 channels, linear 1568-10 on 1x28x28, SGD", 64, 1, 28, 9, Layers((1, 16, 3, 28), (16, 32, 3, 14), (1568, 10, 1, 1)),
                () => new Sequential(new Conv2d(1, 16, 3, padding: 1), new ReLU(), new MaxPool2d(2), new Conv2d(16, 32, 3, padding: 1), new ReLU(), new MaxPool2d(2), new Flatten(), new Linear(1568, 10)), Descent);
            yield return Convolutional(
                "cifar-convnet-b64", "conv3-32 5x5 p2, ReLU, conv32-16 3x3 p1, ReLU, linear 16384-10 on 3x32x32, SGD", 64, 3, 32, 7, Layers((3, 32, 5, 32), (32, 16, 3, 32), (16384, 10, 1, 1)),
                () => new Sequential(new Conv2d(3, 32, 5, padding: 2), new ReLU(), new Conv2d(32, 16, 3, padding: 1), new ReLU(), new Flatten(), new Linear(16384, 10)), Descent);
            yield return Convolutional(
                "cifar-bn-cnn-b64", "(conv, batch norm, ReLU, pool 2) x3: 16 5x5, 32 3x3, 64 3x3, linear 1024-10, Adam", 64, 3, 32, 15, Layers((3, 16, 5, 32), (16, 32, 3, 16), (32, 64, 3, 8), (1024, 10, 1, 1)),
                CifarNetwork, Adaptive);
            yield return Convolutional(
                "cifar-resnet20-b128", "ResNet-20 (16-32-64, 1x1 projection shortcuts), SGD", 128, 3, 32, 75,
                Layers((3, 16, 3, 32), (16, 16 * 6, 3, 32), (16, 32, 3, 16), (16, 32, 1, 16), (32, 32 * 5, 3, 16), (32, 64, 3, 8), (32, 64, 1, 8), (64, 64 * 5, 3, 8), (64, 10, 1, 1)), ResidualNetwork.Of20Layers, Descent);
            yield return new Workload("autoencoder-1024-32-b32", Group, "1024-32-32-32-1024 ReLU x3 sigmoid, summed squared error, SGD momentum", Autoencoder) { Operations = 11 };
        }
    }

    static Workload Classifier(string name, string says, int batch, int inputs, int hidden, int classes, Func<Module> activation) =>
        new(name, Group, says, () => Step(new Sequential(new Linear(inputs, hidden), activation(), new Linear(hidden, classes)), Tensor.Rand([batch, inputs]), classes, Descent))
        {
            // Two products for the first layer, whose input wants no gradient, three for the second.
            Flops = 2.0 * batch * hidden * ((2 * inputs) + (3 * classes)),
            Operations = 4,
        };

    static Workload Convolutional(string name, string says, int batch, int channels, int side, int operations, double multiplications, Func<Sequential> model, Func<IEnumerable<Parameter>, Optimizer> optimizer) =>
        new(name, Group, says, () => Step(model(), Tensor.Rand([batch, channels, side, side]), 10, optimizer)) { Flops = 2 * batch * multiplications, Operations = operations };

    // The multiply-adds of one image's three products (the first layer has two), a k×k convolution to side×side and so on.
    static double Layers(params ReadOnlySpan<(int Inputs, int Outputs, int Kernel, int Side)> layers)
    {
        double sum = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            (int inputs, int outputs, int kernel, int side) = layers[i];
            sum += (i == 0 ? 2.0 : 3.0) * inputs * outputs * kernel * kernel * side * side;
        }

        return sum;
    }

    static Module[] Block(int inputs, int outputs, int kernel) => [new Conv2d(inputs, outputs, kernel, padding: kernel / 2), new BatchNorm2d(outputs), new ReLU(), new MaxPool2d(2)];

    static SGD Descent(IEnumerable<Parameter> parameters) => new(parameters, 0.01);

    static Adam Adaptive(IEnumerable<Parameter> parameters) => new(parameters, 1e-3);

    /// <summary>The step of cifar-bn-cnn-b64 for batches that come from elsewhere.</summary>
    public static Action<Tensor, Tensor> CifarStep() => Step(CifarNetwork(), Adaptive);

    static Sequential CifarNetwork() => new([.. Block(3, 16, 5), .. Block(16, 32, 3), .. Block(32, 64, 3), new Flatten(), new Linear(1024, 10)]);

    static Action Step(Module model, Tensor x, int classes, Func<IEnumerable<Parameter>, Optimizer> make)
    {
        Tensor target = (Tensor.Rand([x.Shape[0]]) * classes).To(DType.Int64);
        Action<Tensor, Tensor> step = Step(model, make);
        return () => step(x, target);
    }

    static Action<Tensor, Tensor> Step(Module model, Func<IEnumerable<Parameter>, Optimizer> make)
    {
        Optimizer optimizer = make(model.Parameters());
        return (x, target) =>
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
