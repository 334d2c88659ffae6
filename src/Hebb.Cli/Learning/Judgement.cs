using Hebb.Data;
using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>What a network makes of labelled images: every probability, and what follows from them.</summary>
sealed class Judgement
{
    const int BatchSize = 128;
    readonly float[] probabilities;

    Judgement(LabelledImages images, IReadOnlyList<string> classes, float[] probabilities)
    {
        Images = images;
        Classes = classes;
        Names = [.. classes.Select(Printable.Line)];
        this.probabilities = probabilities;
        var confusion = new ConfusionMatrix(classes.Count);
        var table = Tensor.From<float>(probabilities, [images.Count, classes.Count]);
        confusion.Update(table, Tensor.From<long>(images.Labels, [images.Count]));
        Confusion = confusion.Compute();
    }

    public LabelledImages Images { get; }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>The classes' names, fit to be printed.</summary>
    public IReadOnlyList<string> Names { get; }

    public ConfusionTable Confusion { get; }

    public double Accuracy => Confusion.Accuracy;

    /// <summary>The mean cross-entropy.</summary>
    public double Loss => Enumerable.Range(0, Images.Count).Average(LossOf);

    /// <summary>Shows a network every image once.</summary>
    /// <param name="model">The network, which is left in evaluation mode.</param>
    /// <param name="form">What it expects.</param>
    /// <param name="images">Images of its classes.</param>
    /// <param name="stop">Cancelled when nobody wants to know any more.</param>
    public static Judgement Of(Module model, Preprocessing form, LabelledImages images, CancellationToken stop)
    {
        model.Eval();
        using IDisposable quiet = Autograd.NoGrad();
        int classes = images.Classes.Count;
        var all = new float[images.Count * classes];
        int done = 0;
        foreach (Batch batch in new DataLoader(images.Samples, BatchSize) { Transform = form.Plain(images.Form) })
        {
            stop.ThrowIfCancellationRequested();
            using (Memory.Scope())
            {
                Tensor some = model.Forward(batch.Input).Softmax(-1);
                some.AsSpan<float>().CopyTo(all.AsSpan(done * classes));
                done += batch.Count;
            }
        }

        return new Judgement(images, images.Classes, all);
    }

    public ReadOnlySpan<float> Of(int index) => probabilities.AsSpan(index * Classes.Count, Classes.Count);

    /// <summary>The class that the network takes an image for.</summary>
    public int Answer(int index) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(Of(index));

    /// <summary>How much the truth surprised the network: −log of its probability.</summary>
    public double LossOf(int index) => -Math.Log(Math.Max(1e-12, Of(index)[(int)Images.Labels[index]]));

    /// <summary>The wrong answers, the most surprised first.</summary>
    public IEnumerable<int> Worst() => BySurprise().Where(i => Answer(i) != Images.Labels[i]);

    /// <summary>All answers, the most surprised first.</summary>
    public IEnumerable<int> BySurprise() => Enumerable.Range(0, Images.Count).OrderByDescending(LossOf).ThenBy(i => i);

    /// <summary>The share of images whose class is among the first k answers.</summary>
    public double TopK(int k) => Enumerable.Range(0, Images.Count).Count(i => Rank(i) < k) / (double)Images.Count;

    int Rank(int index)
    {
        ReadOnlySpan<float> scores = Of(index);
        float truth = scores[(int)Images.Labels[index]];
        int above = 0;
        foreach (float score in scores) above += score > truth ? 1 : 0;
        return above;
    }
}
