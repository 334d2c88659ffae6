using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>
/// ResNet-20 as its paper has it for CIFAR: shortcuts without weights, which take every second pixel and fill the new channels with zeros. Weights are called as in the widespread
/// implementations for PyTorch: <c>conv1</c>, <c>layer1.0.bn1</c>, <c>linear</c>; so those that they saved fit.
/// </summary>
/// <remarks>He, Zhang, Ren and Sun: Deep residual learning for image recognition (CVPR 2016), section 4.2, option A.</remarks>
sealed partial class PaperResNet(ImageSize input, int classes, Generator generator) : Module
{
    const int First = 16, Blocks = 3;
    readonly Conv2d conv1 = new(input.Channels, First, 3, padding: 1, bias: false, generator: generator);
    readonly BatchNorm2d bn1 = new(First);
    readonly Sequential layer1 = Layer(First, First, generator), layer2 = Layer(First, 2 * First, generator), layer3 = Layer(2 * First, 4 * First, generator);
    readonly Linear linear = new(4 * First, classes, generator: generator);

    public override Tensor Forward(Tensor x)
    {
        x = bn1.Call(conv1.Call(x)).Relu();
        return linear.Call(layer3.Call(layer2.Call(layer1.Call(x))).Mean([2, 3]));
    }

    static Sequential Layer(int inputs, int outputs, Generator generator) =>
        [.. Enumerable.Range(0, Blocks).Select(block => new Block(block == 0 ? inputs : outputs, outputs, generator))];

    sealed partial class Block(int inputs, int outputs, Generator generator) : Module
    {
        readonly Conv2d conv1 = new(inputs, outputs, 3, inputs == outputs ? 1 : 2, 1, bias: false, generator: generator);
        readonly BatchNorm2d bn1 = new(outputs);
        readonly Conv2d conv2 = new(outputs, outputs, 3, 1, 1, bias: false, generator: generator);
        readonly BatchNorm2d bn2 = new(outputs);

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
