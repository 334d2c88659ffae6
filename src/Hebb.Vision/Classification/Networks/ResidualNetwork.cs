using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>ResNet-20 for small images, with 1×1 projections where sizes change.</summary>
/// <remarks>He, Zhang, Ren and Sun: Deep residual learning for image recognition (CVPR 2016), section 4.2.</remarks>
static class ResidualNetwork
{
    /// <summary>16, 32 and 64 channels, three blocks of each.</summary>
    public static Sequential Of20Layers(ImageSize input, int classes, Generator generator)
    {
        const int First = 16, Blocks = 3;
        var layers = new List<Module> { new Conv2d(input.Channels, First, 3, padding: 1, bias: false, generator: generator), new BatchNorm2d(First), new ReLU() };
        int inputs = First;
        foreach (int channels in (int[])[First, 2 * First, 4 * First])
        {
            for (int block = 0; block < Blocks; block++)
            {
                layers.Add(Block(inputs, channels, inputs == channels ? 1 : 2, generator));
                layers.Add(new ReLU());
                inputs = channels;
            }
        }

        layers.Add(new AdaptiveAvgPool2d(1));
        layers.Add(new Flatten());
        layers.Add(new Linear(inputs, classes, generator: generator));
        return new Sequential(layers.ToArray());
    }

    static Residual Block(int inputs, int outputs, int stride, Generator generator) => new(
        new Sequential(
            new Conv2d(inputs, outputs, 3, stride, 1, bias: false, generator: generator),
            new BatchNorm2d(outputs),
            new ReLU(),
            new Conv2d(outputs, outputs, 3, 1, 1, bias: false, generator: generator),
            new BatchNorm2d(outputs)),
        stride == 1 ? null : new Sequential(new Conv2d(inputs, outputs, 1, stride, bias: false, generator: generator), new BatchNorm2d(outputs)));
}
