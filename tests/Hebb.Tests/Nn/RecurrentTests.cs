using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Tests;

public sealed class RecurrentTests
{
    public static TheoryData<string> Names => RecurrentFixture.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputsAndGradientsArePyTorchs(string name)
    {
        JsonElement one = RecurrentFixture.Named(name), gradients = one.GetProperty("gradients");
        Module module = RecurrentFixture.Make(name).To(DType.Float64);
        if (name != "RNN relu") Assert.Equal(one.GetProperty("print").GetString(), module.ToString());
        Assert.Equal(gradients.EnumerateObject().Select(p => p.Name).Where(n => n.Contains('_')), module.NamedParameters().Select(p => p.Key));

        int count = gradients.EnumerateObject().Count(p => p.Name.StartsWith("state", StringComparison.Ordinal));
        bool isSingle = name.Contains("single"), isCell = name.Contains("Cell");
        Shape input = isSingle ? [4, 2] : isCell ? [2, 2] : name.Contains("with state") ? [2, 4, 2] : [4, 2, 2];
        Shape state = isSingle ? [2, 3] : isCell ? [2, 3] : [name.Contains("deep") ? 4 : 1, 2, 3];
        Tensor x = RecurrentFixture.Wave(0, input).WithGrad();
        Tensor[] states = [.. Enumerable.Range(1, count).Select(k => RecurrentFixture.Wave(k, state).WithGrad())];
        module.LoadStateDict(module.NamedParameters().Select((p, k) => (p.Key, RecurrentFixture.Wave(1 + count + k, p.Value.Shape))).ToDictionary());

        Tensor[] outputs = RecurrentFixture.Run(module, x, states);
        Assert.Equal(one.GetProperty("outputs").GetArrayLength(), outputs.Length);
        foreach ((JsonElement expected, Tensor actual) in one.GetProperty("outputs").EnumerateArray().Zip(outputs))
        {
            Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()), actual.Shape);
            Close(expected.GetProperty("values"), actual);
        }

        RecurrentFixture.LossOf(outputs).Backward();
        Close(gradients.GetProperty("x"), x.Grad!);
        for (int k = 0; k < count; k++) Close(gradients.GetProperty($"state{k}"), states[k].Grad!);
        foreach ((string parameter, Parameter value) in module.NamedParameters()) Close(gradients.GetProperty(parameter), value.Grad!);
    }

    [Fact]
    public void TheModuleFormGivesTheOutputAlone()
    {
        var lstm = new LSTM(3, 4, batchFirst: true, generator: new Generator(1));
        Tensor x = Tensor.Randn([2, 5, 3], generator: new Generator(2));
        Assert.Equal(lstm.Forward(x, null).Output.ToArray<float>(), new Sequential(lstm).Forward(x).ToArray<float>());
    }

    [Fact]
    public void AStateCarriesASequenceOn()
    {
        var gru = new GRU(3, 4, 2, generator: new Generator(1));
        Tensor x = Tensor.Randn([6, 2, 3], generator: new Generator(2));
        (Tensor whole, Tensor last) = gru.Forward(x, null);
        (Tensor first, Tensor middle) = gru.Forward(x.Narrow(0, 0, 4), null);
        (Tensor second, Tensor end) = gru.Forward(x.Narrow(0, 4, 2), middle);
        Near(whole, Tensor.Cat([first, second]));
        Near(last, end);
    }

    [Fact]
    public void DropoutBetweenLayersWorksInTrainingOnlyAndNeverOnTheLast()
    {
        var rnn = new RNN(3, 4, 2, dropout: 1, generator: new Generator(1));
        Tensor x = Tensor.Randn([5, 2, 3], generator: new Generator(2)), other = Tensor.Randn([5, 2, 3], generator: new Generator(3));
        Assert.Equal(rnn.Forward(x).ToArray<float>(), rnn.Forward(other).ToArray<float>());
        Assert.Contains(rnn.Forward(x).ToArray<float>(), v => v != 0);
        rnn.Eval();
        Assert.NotEqual(rnn.Forward(x).ToArray<float>(), rnn.Forward(other).ToArray<float>());
        Assert.Equal("RNN(3, 4, num_layers=2, dropout=1)", rnn.ToString());
    }

    [Fact]
    public void ALstmLearnsToRememberTheFirstStep()
    {
        var random = new Generator(5);
        var lstm = new LSTM(1, 8, batchFirst: true, generator: random);
        var head = new Linear(8, 1, generator: random);
        var optimizer = new Optim.Adam([.. lstm.Parameters(), .. head.Parameters()], learningRate: 0.02);
        double loss = 1;
        for (int step = 0; step < 150; step++)
        {
            // Four steps: with eight the network sits on a plateau whose end depends on the last bits, which differ between vector widths.
            Tensor x = Tensor.Randn([32, 4, 1], generator: random);
            Tensor target = (x.Narrow(1, 0, 1).Squeeze(1) > 0).To(DType.Float32);
            Tensor error = head.Forward(lstm.Forward(x, null).Hidden.Squeeze(0)).BceWithLogits(target);
            optimizer.ZeroGrad();
            error.Backward();
            optimizer.Step();
            loss = error.Item();
        }

        Assert.InRange(loss, 0, 0.1);
    }

    [Fact]
    public void WrongInputsAreErrorsThatTeach()
    {
        var lstm = new LSTM(3, 4, batchFirst: true);
        Says(lstm, [2, 5, 7], "LSTM(3, 4, batch_first=True) got an input of shape [2, 5, 7]: its last axis must be 3");
        Says(lstm, [2, 3, 7], "Transpose(1, 2)");
        Says(lstm, [2, 1, 5, 3], "takes sequences of shape [n, steps, 3], or a single one of shape [steps, 3]; it got [2, 1, 5, 3]");
        Says(lstm, [2, 0, 3], "empty sequence");
        var gru = new GRU(3, 4, 2, bidirectional: true);
        ShapeException error = Assert.Throws<ShapeException>(() => gru.Forward(Tensor.Ones([5, 2, 3]), Tensor.Ones([2, 2, 4])));
        Assert.Contains("must have shape [4, 2, 4] (2 layers · 2 directions, 2 sequences, 4 values)", error.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => gru.Forward(Tensor.Ones([5, 2, 3]), Tensor.Ones([4, 2, 4], DType.Float64)));
        Assert.Throws<DTypeException>(() => gru.Forward(Tensor.Ones([5, 2, 3], DType.Float64), null));
        Assert.Contains("whole sequences", Assert.Throws<ShapeException>(() => new LSTMCell(3, 4).Forward(Tensor.Ones([5, 2, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new GRUCell(3, 4).Forward(Tensor.Ones([5, 2])));
        Assert.Throws<ShapeException>(() => new GRUCell(3, 4).Forward(Tensor.Ones([5, 3]), Tensor.Ones([5, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RNN(3, 4, nonlinearity: Nonlinearity.Sigmoid));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GRU(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GRU(3, 4, dropout: 1.5));
    }

    static void Says(Module module, Shape input, string text) =>
        Assert.Contains(text, Assert.Throws<ShapeException>(() => module.Forward(Tensor.Ones(input))).Message, StringComparison.Ordinal);

    static void Close(JsonElement expected, Tensor actual)
    {
        double[] values = [.. expected.EnumerateArray().Select(v => v.GetDouble())];
        Assert.Equal(values.Length, actual.Count);
        Assert.All(values.Zip(actual.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * Math.Max(1, Math.Abs(pair.First))));
    }

    static void Near(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToArray<float>().Zip(actual.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
