using Hebb.Nn;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Lines;

/// <summary>
/// A convolutional-recurrent network: convolutions make one column of features for every four columns of a line, two recurrent layers in both directions look left and right,
/// and each column tells the probabilities of the characters, the space, and "nothing new".
/// </summary>
/// <remarks>Shi, Bai and Yao: An end-to-end trainable neural network for image-based sequence recognition (TPAMI 2017).</remarks>
sealed partial class LineNetwork(Generator generator) : Module
{
    /// <summary>Columns of the image for one frame of the output.</summary>
    public const int Stride = 4;

    /// <summary>The output for the space.</summary>
    public const int Space = CharacterSet.Count;

    /// <summary>The output for "nothing new", the blank of the CTC loss.</summary>
    public const int Blank = CharacterSet.Count + 1;

    /// <summary>How many outputs there are.</summary>
    public const int Classes = CharacterSet.Count + 2;

    const int Features = 192, Hidden = 128, Rows = LineImage.Height / 8;
    const double DropoutShare = 0.1;

    readonly Sequential early = [
        new Conv2d(1, 32, 5, 2, 2, bias: false, generator: generator), new BatchNorm2d(32), new ReLU(),
        new Conv2d(32, 48, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(48), new ReLU(), new MaxPool2d(2)];

    readonly Sequential middle = [
        new Conv2d(48, 96, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(96), new ReLU(), new MaxPool2d((2, 1)),
        new Residual([new Conv2d(96, 96, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(96)]), new ReLU()];

    readonly Sequential late = [
        new Conv2d(96, 128, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(128), new ReLU(),
        new Residual([new Conv2d(128, 128, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(128)]), new ReLU()];

    readonly Sequential column = [new Linear(128 * Rows, Features, generator: generator), new LayerNorm(Features), new ReLU(), new Dropout(DropoutShare, generator)];
    readonly LSTM recurrent = new(Features, Hidden, 2, dropout: DropoutShare, bidirectional: true, generator: generator);
    readonly Sequential output = [new Dropout(DropoutShare, generator), new Linear(2 * Hidden, Classes, generator: generator)];

    /// <summary>Logits of lines.</summary>
    /// <param name="x">Shape [n, 1, 32, w] with w a multiple of 4, ink 1, paper 0.</param>
    /// <returns>Shape [w / 4, n, 83].</returns>
    public override Tensor Forward(Tensor x)
    {
        Tensor y = late.Call(middle.Call(early.Call(x)));
        int n = y.Shape[0], frames = y.Shape[3];
        Tensor columns = y.Permute(3, 0, 1, 2).Reshape(frames, n, -1);
        return output.Call(recurrent.Call(column.Call(columns)));
    }
}
