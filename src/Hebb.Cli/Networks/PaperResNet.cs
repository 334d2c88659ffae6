using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Cli.Networks;

/// <summary>
/// ResNet-20 as its paper has it for CIFAR: shortcuts without weights, which take every second pixel and fill the new channels with zeros. Weights are called as in the widespread
/// implementations for PyTorch: <c>conv1</c>, <c>layer1.0.bn1</c>, <c>linear</c>; so those that they saved fit.
/// </summary>
/// <remarks>He, Zhang, Ren and Sun: Deep residual learning for image recognition (CVPR 2016), section 4.2, option A.</remarks>
sealed class PaperResNet : Module
{
    const int First = 16, Blocks = 3;
    readonly Conv2d conv1;
    readonly BatchNorm2d bn1;
    readonly Sequential[] layers;
    readonly Linear linear;

    public PaperResNet(ImageSize input, int classes, Generator generator)
    {
        conv1 = Add("conv1", new Conv2d(input.Channels, First, 3, padding: 1, bias: false, generator: generator));
        bn1 = Add("bn1", new BatchNorm2d(First));
        layers = new Sequential[3];
        int inputs = First;
        for (int i = 0; i < layers.Length; i++)
        {
            int channels = First << i;
            var chain = new List<Module>();
            for (int block = 0; block < Blocks; block++) chain.Add(new Block(block == 0 ? inputs : channels, channels, generator));
            layers[i] = Add($"layer{i + 1}", new Sequential(chain.ToArray()));
            inputs = channels;
        }

        linear = Add("linear", new Linear(inputs, classes, generator: generator));
    }

    public override Tensor Forward(Tensor x)
    {
        x = bn1.Call(conv1.Call(x)).Relu();
        foreach (Sequential layer in layers) x = layer.Call(x);
        return linear.Call(x.Mean([2, 3]));
    }

    sealed class Block : Module
    {
        readonly int inputs, outputs;
        readonly Conv2d conv1, conv2;
        readonly BatchNorm2d bn1, bn2;

        public Block(int inputs, int outputs, Generator generator)
        {
            (this.inputs, this.outputs) = (inputs, outputs);
            conv1 = Add("conv1", new Conv2d(inputs, outputs, 3, inputs == outputs ? 1 : 2, 1, bias: false, generator: generator));
            bn1 = Add("bn1", new BatchNorm2d(outputs));
            conv2 = Add("conv2", new Conv2d(outputs, outputs, 3, 1, 1, bias: false, generator: generator));
            bn2 = Add("bn2", new BatchNorm2d(outputs));
        }

        public override Tensor Forward(Tensor x) => (bn2.Call(conv2.Call(bn1.Call(conv1.Call(x)).Relu())) + Around(x)).Relu();

        // Every second pixel; as many channels of zeros before as behind.
        Tensor Around(Tensor x)
        {
            if (inputs == outputs) return x;
            Tensor half = x.AvgPool2d(1, 2), zeros = Tensor.Zeros([half.Shape[0], (outputs - inputs) / 2, half.Shape[2], half.Shape[3]], half.DType);
            return Tensor.Cat([zeros, half, zeros], 1);
        }
    }
}
