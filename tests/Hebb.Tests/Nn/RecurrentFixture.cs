using System.Globalization;
using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>The cases in Fixtures/recurrent.json, which make_recurrent.py wrote, and the sines that it was made from.</summary>
static class RecurrentFixture
{
    static readonly JsonDocument Document = Load();

    public static TheoryData<string> Names => [.. Document.RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    public static JsonElement Named(string name) => Document.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    /// <summary>The k-th tensor of a case: 0.6 sin(0.9 i + 1.7 k + 0.3).</summary>
    public static Tensor Wave(int k, Shape shape) => Tensor.From([.. Enumerable.Range(0, shape.Count).Select(i => 0.6 * Math.Sin((0.9 * i) + (1.7 * k) + 0.3))], shape);

    /// <summary>The loss of a case: each element of the j-th output times cos(0.4 i + j).</summary>
    public static Tensor LossOf(IReadOnlyList<Tensor> outputs)
    {
        Tensor loss = Tensor.Scalar(0, DType.Float64);
        for (int j = 0; j < outputs.Count; j++)
        {
            Shape shape = outputs[j].Shape;
            loss += (outputs[j] * Tensor.From([.. Enumerable.Range(0, shape.Count).Select(i => Math.Cos((0.4 * i) + j))], shape)).Sum();
        }

        return loss;
    }

    /// <summary>The module that PyTorch's print describes.</summary>
    public static Module Make(string name)
    {
        string print = Named(name).GetProperty("print").GetString()!;
        string[] settings = print[(print.IndexOf('(') + 1)..^1].Split(", ");
        int input = int.Parse(settings[0], CultureInfo.InvariantCulture), hidden = int.Parse(settings[1], CultureInfo.InvariantCulture);
        int layers = settings.Contains("num_layers=2") ? 2 : 1;
        bool bias = !settings.Contains("bias=False"), batchFirst = settings.Contains("batch_first=True"), both = settings.Contains("bidirectional=True");
        Nonlinearity f = name == "RNN relu" ? Nonlinearity.Relu : Nonlinearity.Tanh;
        return print[..print.IndexOf('(')] switch
        {
            "RNN" => new RNN(input, hidden, layers, f, bias, batchFirst, bidirectional: both),
            "GRU" => new GRU(input, hidden, layers, bias, batchFirst, bidirectional: both),
            "LSTM" => new LSTM(input, hidden, layers, bias, batchFirst, bidirectional: both),
            "RNNCell" => new RNNCell(input, hidden, bias),
            "GRUCell" => new GRUCell(input, hidden, bias),
            _ => new LSTMCell(input, hidden, bias),
        };
    }

    /// <summary>All outputs of a module for an input and its first states.</summary>
    public static Tensor[] Run(Module module, Tensor x, IReadOnlyList<Tensor> states)
    {
        Tensor? first = states.Count > 0 ? states[0] : null;
        (Tensor, Tensor)? pair = states.Count > 1 ? (states[0], states[1]) : null;
        return module switch
        {
            RNN rnn => [.. Both(rnn.Forward(x, first))],
            GRU gru => [.. Both(gru.Forward(x, first))],
            LSTM lstm => lstm.Forward(x, pair) is var (output, hidden, cell) ? [output, hidden, cell] : [],
            RNNCell cell => [cell.Forward(x, first)],
            GRUCell cell => [cell.Forward(x, first)],
            LSTMCell cell => [.. Both(cell.Forward(x, pair))],
            _ => throw new ArgumentException($"{module} is not recurrent.", nameof(module)),
        };
    }

    static Tensor[] Both((Tensor First, Tensor Second) pair) => [pair.First, pair.Second];

    static JsonDocument Load()
    {
        using Stream stream = typeof(RecurrentFixture).Assembly.GetManifestResourceStream("recurrent.json")!;
        return JsonDocument.Parse(stream);
    }
}
