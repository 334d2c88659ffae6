using Hebb.Training;

namespace Hebb.Labs;

/// <summary>
/// A network of any depth and width from plain functions on tensors: each layer's bias is one more row of its weights, which a column of ones in its input meets;
/// sigmoid on every layer, the last one included, and softmax on that; weights uniform in −1 … 1; gradient descent.
/// </summary>
sealed class ColumnOfOnesMlp
{
    readonly Tensor[] weights;

    /// <summary>Draws the weights.</summary>
    /// <param name="generator">Where they come from.</param>
    /// <param name="widths">Inputs, hidden layers if any, classes.</param>
    public ColumnOfOnesMlp(Generator generator, params ReadOnlySpan<int> widths)
    {
        weights = new Tensor[widths.Length - 1];
        for (int i = 0; i < weights.Length; i++) weights[i] = Tensor.Rand([widths[i] + 1, widths[i + 1]], -1, 1, generator).WithGrad();
    }

    /// <summary>Each layer's weights [inputs + 1, outputs], the bias in the last row.</summary>
    public IReadOnlyList<Tensor> Weights => weights;

    /// <summary>The classes' probabilities [n, classes] for x of shape [n, inputs].</summary>
    public Tensor Predict(Tensor x)
    {
        using var quiet = Autograd.NoGrad();
        return Scores(x).Softmax(1);
    }

    /// <summary>One epoch in a new order; the mean loss and the accuracy on the way.</summary>
    public (double Loss, double Accuracy) Train(Tensor x, Tensor labels, int batchSize, double rate, Generator generator)
    {
        double sum = 0;
        int right = 0, n = labels.Count;
        long[] order = Array.ConvertAll(generator.Permutation(n), i => (long)i);
        for (int start = 0; start < n; start += batchSize)
        {
            using var scope = Memory.Scope();
            Tensor chosen = Tensor.From(order[start..Math.Min(start + batchSize, n)]);
            Tensor target = labels.IndexSelect(0, chosen), scores = Scores(x.IndexSelect(0, chosen)), loss = scores.CrossEntropy(target);
            loss.Backward();
            using var quiet = Autograd.NoGrad();
            foreach (Tensor w in weights)
            {
                w.AddInPlace(w.Grad!, -rate);
                w.Grad = null;
            }

            sum += loss.Item() * target.Count;
            right += Metrics.CorrectCount(scores, target);
        }

        return (sum / n, right / (double)n);
    }

    /// <summary>The mean loss and the accuracy on examples.</summary>
    public (double Loss, double Accuracy) Evaluate(Tensor x, Tensor labels)
    {
        using var quiet = Autograd.NoGrad();
        Tensor scores = Scores(x);
        return (scores.CrossEntropy(labels).Item(), Metrics.Accuracy(scores, labels));
    }

    // What the softmax is given: numbers between 0 and 1, so no class of ten can get more than e / (e + 9) = .232, and no loss is below 1.461.
    Tensor Scores(Tensor x)
    {
        foreach (Tensor w in weights) x = Tensor.Cat([x, Tensor.Ones([x.Shape[0], 1])], 1).MatMul(w).Sigmoid();
        return x;
    }
}
