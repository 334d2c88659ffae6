using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>The steps return their buffers as they go: none may be read afterwards, and no other thread may see them.</summary>
[Collection("memory")]
public sealed class RecurrentMemoryTests
{
    [Theory]
    [InlineData("RNN")]
    [InlineData("GRU")]
    [InlineData("LSTM")]
    public void NoStepReadsABufferThatWentBack(string kind)
    {
        float[][] calm = Train(kind, scoped: false);
        Memory.Poison = true;
        try
        {
            Assert.Equal(calm, Train(kind, scoped: false));
            Assert.Equal(calm, Train(kind, scoped: true));
        }
        finally
        {
            Memory.Poison = false;
        }

        Assert.All(calm, values => Assert.DoesNotContain(values, float.IsNaN));
    }

    [Fact]
    public void EvaluationIsSafeFromSeveralThreads()
    {
        Module lstm = Make("LSTM").Eval();
        Tensor x = Tensor.Randn([12, 40, 24], generator: new Generator(2));
        float[] expected = lstm.Forward(x).ToArray<float>();
        var results = new float[4][];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() => results[i] = lstm.Forward(x).ToArray<float>()))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    static RecurrentLayer Make(string kind) => kind switch
    {
        "RNN" => new RNN(24, 48, 2, bidirectional: true, generator: new Generator(1)),
        "GRU" => new GRU(24, 48, 2, bidirectional: true, generator: new Generator(1)),
        _ => new LSTM(24, 48, 2, bidirectional: true, generator: new Generator(1)),
    };

    // Large enough for buffers that are recycled, several steps, so that they are.
    static float[][] Train(string kind, bool scoped)
    {
        RecurrentLayer layer = Make(kind);
        Tensor x = Tensor.Randn([6, 40, 24], generator: new Generator(2));
        for (int pass = 0; pass < 3; pass++)
        {
            using MemoryScope? scope = scoped ? Memory.Scope() : null;
            layer.Forward(x).Square().Sum().Backward();
        }

        return [.. layer.Parameters().Select(p => p.Grad!.ToArray<float>())];
    }
}
