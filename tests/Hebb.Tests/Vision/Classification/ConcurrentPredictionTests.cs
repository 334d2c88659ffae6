using Hebb.Images;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Classification;

namespace Hebb.Tests;

/// <summary>One classifier, eight threads.</summary>
public sealed class ConcurrentPredictionTests(TrainedClassifier trained) : IClassFixture<TrainedClassifier>
{
    const int Askers = 8, Rounds = 30;

    [Fact]
    public void EightThreadsGetTheAnswersOfOne()
    {
        float[][] alone = [.. Answers(trained.Classifier)];
        AskFromManyThreads(alone);
    }

    [Fact]
    public void TheAnswersStayWhileAnotherNetworkLearns()
    {
        float[][] alone = [.. Answers(trained.Classifier)];
        using var stop = new CancellationTokenSource();
        var learning = new Thread(() =>
        {
            // Recording gradients, training mode, changes in place and scopes, all at once.
            var model = new Sequential(new Conv2d(3, 8, 3), new BatchNorm2d(8), new ReLU(), new Dropout(0.5), new Flatten(), new Linear(8 * 14 * 14, 3));
            var optimizer = new AdamW(model.Parameters(), 0.01);
            var loss = new CrossEntropyLoss();
            while (!stop.IsCancellationRequested)
            {
                using MemoryScope scope = Memory.Scope();
                optimizer.ZeroGrad();
                loss.Forward(model.Forward(Tensor.Randn([8, 3, 16, 16])), Tensor.From<long>([0, 1, 2, 0, 1, 2, 0, 1])).Backward();
                optimizer.Step();
            }
        });
        learning.Start();
        try
        {
            AskFromManyThreads(alone);
        }
        finally
        {
            stop.Cancel();
            learning.Join();
        }
    }

    [Fact]
    public void PredictionsChangeNothingInTheNetwork()
    {
        Dictionary<string, float[]> before = trained.Classifier.Model.StateDict().Where(entry => entry.Value.DType == DType.Float32).ToDictionary(entry => entry.Key, entry => entry.Value.ToArray<float>(), StringComparer.Ordinal);
        _ = Answers(trained.Classifier).ToArray();
        Assert.All(before, entry => Assert.Equal(entry.Value, trained.Classifier.Model.StateDict()[entry.Key].ToArray<float>()));
        Assert.All(trained.Classifier.Model.NamedModules(), module => Assert.False(module.Value.IsTraining));
        Assert.True(Autograd.IsRecording);
    }

    void AskFromManyThreads(float[][] alone)
    {
        var problems = new List<Exception>();
        Thread[] askers = [.. Enumerable.Range(0, Askers).Select(_ => new Thread(() =>
        {
            try
            {
                for (int round = 0; round < Rounds; round++) Assert.Equal(alone, Answers(trained.Classifier));
            }
            catch (Exception problem)
            {
                lock (problems) problems.Add(problem);
            }
        }))];
        foreach (Thread asker in askers) asker.Start();
        foreach (Thread asker in askers) asker.Join();
        Assert.Empty(problems);
    }

    // By file, by image, many at once, and by tensor.
    IEnumerable<float[]> Answers(ImageClassifier classifier)
    {
        Image[] images = [.. TrainedClassifier.Colours.Select(colour => Image.Load(trained.Image(colour)))];
        yield return [.. classifier.Predict(trained.Image("red", 1)).Probabilities];
        foreach (Image image in images) yield return [.. classifier.Predict(image).Probabilities];
        foreach (Prediction seen in classifier.Predict(images)) yield return [.. seen.Probabilities];
        foreach (Prediction seen in classifier.Predict(Tensor.Stack([.. images.Select(image => image.ToTensor(DType.UInt8))], 0))) yield return [.. seen.Probabilities];
    }
}
