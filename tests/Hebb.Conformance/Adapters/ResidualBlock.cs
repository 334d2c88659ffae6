using Hebb.Nn;

namespace Hebb.Conformance.Adapters;

/// <summary>The golden network "resblock": a basic block with a projection on its shortcut, ReLU, the mean over the image, a linear layer. Sizes come from the state.</summary>
sealed partial class ResidualBlock : Module
{
    readonly Conv2d conv1;
    readonly BatchNorm2d bn1;
    readonly Conv2d conv2;
    readonly BatchNorm2d bn2;
    readonly Sequential down;
    readonly Linear fc;

    public ResidualBlock(Func<string, Shape> stateShape, int stride)
    {
        Shape first = stateShape("conv1.weight"), head = stateShape("fc.weight");
        int inputs = first[1], width = first[0];
        conv1 = new Conv2d(inputs, width, 3, stride, 1, bias: false);
        bn1 = new BatchNorm2d(width);
        conv2 = new Conv2d(width, width, 3, 1, 1, bias: false);
        bn2 = new BatchNorm2d(width);
        down = new Sequential(new Conv2d(inputs, width, 1, stride, bias: false), new BatchNorm2d(width));
        fc = new Linear(head[1], head[0]);
    }

    public override Tensor Forward(Tensor x)
    {
        Tensor y = bn2.Forward(conv2.Forward(bn1.Forward(conv1.Forward(x)).Relu()));
        return fc.Forward((y + down.Forward(x)).Relu().Mean([2, 3]));
    }
}
