using Hebb.Nn;

namespace Hebb.Bench.Workloads;

/// <summary>The basic block of a residual network (He, Zhang, Ren and Sun: Deep residual learning for image recognition, CVPR 2016) with a 1×1 projection where sizes change.</summary>
sealed class Residual : Module
{
    readonly Sequential body;
    readonly Sequential? shortcut;

    Residual(int inputs, int outputs, int stride)
    {
        body = Add("body", new Sequential(
            new Conv2d(inputs, outputs, 3, stride, 1, bias: false), new BatchNorm2d(outputs), new ReLU(),
            new Conv2d(outputs, outputs, 3, 1, 1, bias: false), new BatchNorm2d(outputs)));
        if (stride != 1 || inputs != outputs)
            shortcut = Add("shortcut", new Sequential(new Conv2d(inputs, outputs, 1, stride, bias: false), new BatchNorm2d(outputs)));
    }

    public override Tensor Forward(Tensor x) => (body.Forward(x) + (shortcut?.Forward(x) ?? x)).Relu();

    /// <summary>ResNet-20 for 32×32 images: 16, 32 and 64 channels.</summary>
    public static Sequential Network20()
    {
        (int Inputs, int Outputs, int Stride)[] blocks = [(16, 16, 1), (16, 16, 1), (16, 16, 1), (16, 32, 2), (32, 32, 1), (32, 32, 1), (32, 64, 2), (64, 64, 1), (64, 64, 1)];
        return new Sequential(
        [
            new Conv2d(3, 16, 3, padding: 1, bias: false), new BatchNorm2d(16), new ReLU(),
            .. blocks.Select(b => new Residual(b.Inputs, b.Outputs, b.Stride)),
            new AdaptiveAvgPool2d(1), new Flatten(), new Linear(64, 10),
        ]);
    }
}
