using Hebb.Nn;

namespace Hebb.Bench.Workloads;

/// <summary>ResNet-20 for 32×32 images (He, Zhang, Ren and Sun: Deep residual learning for image recognition, CVPR 2016), with 1×1 projections where sizes change.</summary>
static class ResidualNetwork
{
    /// <summary>16, 32 and 64 channels, three blocks of each.</summary>
    public static Sequential Of20Layers()
    {
        (int Inputs, int Outputs, int Stride)[] blocks = [(16, 16, 1), (16, 16, 1), (16, 16, 1), (16, 32, 2), (32, 32, 1), (32, 32, 1), (32, 64, 2), (64, 64, 1), (64, 64, 1)];
        return new Sequential(
        [
            new Conv2d(3, 16, 3, padding: 1, bias: false), new BatchNorm2d(16), new ReLU(),
            .. blocks.SelectMany(b => (Module[])[Block(b.Inputs, b.Outputs, b.Stride), new ReLU()]),
            new AdaptiveAvgPool2d(1), new Flatten(), new Linear(64, 10),
        ]);
    }

    static Residual Block(int inputs, int outputs, int stride) => new(
        new Sequential(
            new Conv2d(inputs, outputs, 3, stride, 1, bias: false), new BatchNorm2d(outputs), new ReLU(),
            new Conv2d(outputs, outputs, 3, 1, 1, bias: false), new BatchNorm2d(outputs)),
        stride != 1 || inputs != outputs ? new Sequential(new Conv2d(inputs, outputs, 1, stride, bias: false), new BatchNorm2d(outputs)) : null);
}
