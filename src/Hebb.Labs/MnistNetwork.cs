using System.Globalization;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>
/// The network of the two MNIST labs, from first principles: plain functions on tensors in Float64, 784 raw pixels, 256 sigmoid units, and one logit or ten;
/// weights from NumPy's legacy stream with seed 3, normal(0, .01), first W1 and then W2, biases zero; full-batch gradient descent.
/// </summary>
sealed class MnistNetwork
{
    const int Hidden = 256;
    const int Pixels = 784;
    const uint Stream = 3;
    readonly Tensor w1, b1, w2, b2, start;

    public MnistNetwork(int outputs)
    {
        var random = new NumPyRandomState(Stream);
        w1 = Normal(random, [Hidden, Pixels]);
        start = w1.Detach().Clone();
        w2 = Normal(random, [outputs, Hidden]);
        b1 = Tensor.Zeros([Hidden], DType.Float64).WithGrad();
        b2 = Tensor.Zeros([outputs], DType.Float64).WithGrad();
    }

    /// <summary>How the first layer's weights have changed since the start, [256, 784].</summary>
    public Tensor Learned => w1.Detach() - start;

    /// <summary>[n, outputs] for x of shape [n, 784].</summary>
    public Tensor Logits(Tensor x) => (x.MatMul(w1.T) + b1).Sigmoid().MatMul(w2.T) + b2;

    /// <summary>Logits without a gradient.</summary>
    public Tensor Read(Tensor x)
    {
        using var quiet = Autograd.NoGrad();
        return Logits(x);
    }

    /// <summary>W ← W − rate · dLoss/dW over all examples at once; the loss before each step.</summary>
    public List<double> Train(LabContext lab, Func<Tensor> loss)
    {
        var losses = new List<double>();
        for (int epoch = 1; epoch <= lab.Epochs; epoch++)
        {
            using var scope = Memory.Scope();
            Tensor now = loss();
            now.Backward();
            using (Autograd.NoGrad())
            {
                foreach (Tensor p in (Tensor[])[w1, b1, w2, b2])
                {
                    p.AddInPlace(p.Grad!, -lab.LearningRate);
                    p.Grad = null;
                }
            }

            losses.Add(now.Item());
            lab.Report("epochs", epoch, lab.Epochs, string.Create(CultureInfo.InvariantCulture, $"loss {losses[^1]:F4}"));
        }

        return losses;
    }

    /// <summary>Some classes' images one class after the other, each in the order of the file: raw pixels 0 … 255 [n, 784], and the classes [n].</summary>
    public static (Tensor X, Tensor Labels) FirstOfEach(ImageDataset set, ReadOnlySpan<long> classes, int max = int.MaxValue)
    {
        long[] labels = set.Labels.ToArray<long>();
        var chosen = new List<long>();
        foreach (long wanted in classes) chosen.AddRange(Enumerable.Range(0, labels.Length).Where(i => labels[i] == wanted).Take(max).Select(i => (long)i));
        Tensor places = Tensor.From([.. chosen]);
        return (set.Images.IndexSelect(0, places).Reshape(chosen.Count, Pixels).To(DType.Float64), set.Labels.IndexSelect(0, places));
    }

    /// <summary>One of the images, 0 … 1 [28, 28].</summary>
    public static Tensor Image(Tensor x, int index) => x[index].Reshape(28, 28) / 255;

    /// <summary>The accuracy of the readings.</summary>
    public static double Accuracy(ReadOnlySpan<long> read, ReadOnlySpan<long> truth)
    {
        int right = 0;
        for (int i = 0; i < read.Length; i++) right += read[i] == truth[i] ? 1 : 0;
        return right / (double)read.Length;
    }

    static Tensor Normal(NumPyRandomState random, Shape shape) => Tensor.From(random.Normal(0, 0.01, shape.Count), shape).WithGrad();
}
