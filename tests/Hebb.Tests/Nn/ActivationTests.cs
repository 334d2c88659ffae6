using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Every activation module against Fixtures/activations.json, which make_activations.py wrote: values and gradients, at the kinks too.</summary>
public sealed class ActivationTests
{
    static readonly JsonElement Fixture = Load();

    static readonly Dictionary<string, Func<Module>> Makers = new(StringComparer.Ordinal)
    {
        ["CELU"] = () => new CELU(),
        ["CELU 0.5"] = () => new CELU(0.5),
        ["ELU"] = () => new ELU(),
        ["GELU"] = () => new GELU(),
        ["GELU tanh"] = () => new GELU(approximate: true),
        ["GLU"] = () => new GLU(),
        ["Hardshrink"] = () => new Hardshrink(),
        ["Hardsigmoid"] = () => new Hardsigmoid(),
        ["Hardswish"] = () => new Hardswish(),
        ["Hardtanh"] = () => new Hardtanh(),
        ["Hardtanh 2"] = () => new Hardtanh(-2, 0.5),
        ["LeakyReLU"] = () => new LeakyReLU(),
        ["LogSigmoid"] = () => new LogSigmoid(),
        ["LogSoftmax"] = () => new LogSoftmax(),
        ["Mish"] = () => new Mish(),
        ["PReLU"] = () => new PReLU(),
        ["ReLU"] = () => new ReLU(),
        ["ReLU6"] = () => new ReLU6(),
        ["RReLU"] = () => new RReLU(),
        ["SELU"] = () => new SELU(),
        ["SiLU"] = () => new SiLU(),
        ["Sigmoid"] = () => new Sigmoid(),
        ["Softmax"] = () => new Softmax(),
        ["Softmin"] = () => new Softmin(),
        ["Softplus"] = () => new Softplus(),
        ["Softplus 2"] = () => new Softplus(2, 3),
        ["Softshrink"] = () => new Softshrink(),
        ["Softsign"] = () => new Softsign(),
        ["Tanh"] = () => new Tanh(),
        ["Tanhshrink"] = () => new Tanhshrink(),
        ["Threshold"] = () => new Threshold(0.5, -7),
    };

    public static TheoryData<string> Names => [.. Fixture.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndGradientsArePyTorchs(string name)
    {
        JsonElement one = Fixture.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        double[] places = Numbers(Fixture.GetProperty("places"));
        Tensor x = Tensor.From([.. places, .. places.Reverse()], [2, places.Length]).WithGrad();
        Tensor y = Makers[name]().To(DType.Float64).Eval().Forward(x);
        Close(Numbers(one.GetProperty("values")), y);
        (y * Tensor.From([.. Enumerable.Range(0, y.Count).Select(i => Math.Cos(i))], y.Shape)).Sum().Backward();
        Close(Numbers(one.GetProperty("gradient")), x.Grad!);
    }

    [Fact]
    public void RReluDrawsASlopeForEachElementWhileTraining()
    {
        var module = new RReLU(0.1, 0.3, new Generator(3));
        Tensor x = Tensor.Full([1000], -1).WithGrad(), y = module.Forward(x);
        float[] slopes = [.. y.ToArray<float>().Select(v => -v)];
        Assert.All(slopes, slope => Assert.InRange(slope, 0.1f, 0.3f));
        Assert.InRange(slopes.Average(), 0.19, 0.21);
        y.Sum().Backward();
        Assert.Equal(slopes, x.Grad!.ToArray<float>());
        Assert.Equal(2, module.Forward(Tensor.Full([1], 2)).Item());
    }

    [Fact]
    public void Softmax2dSumsToOneOverTheChannels()
    {
        Tensor y = new Softmax2d().Forward(Tensor.Randn([2, 3, 4, 5], generator: new Generator(1)));
        Assert.All(y.Sum(1).ToArray<float>(), sum => Assert.Equal(1, sum, 1e-6));
        Assert.Throws<ShapeException>(() => new Softmax2d().Forward(Tensor.Ones([2, 3])));
    }

    [Fact]
    public void WrongSettingsAreErrorsThatTeach()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).Hardtanh(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).Celu(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).Softshrink(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).Hardshrink(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).RRelu(0.3, 0.1));
        Assert.Throws<DTypeException>(() => Tensor.Ones([2], DType.Int32).RRelu());
        Assert.Contains("length 3 is odd", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]).Glu()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NotANumberStaysNotANumber()
    {
        Tensor x = Tensor.From([float.NaN]);
        Assert.All(new[] { x.Hardtanh(), x.Threshold(0, 0), x.Celu(), x.Celu(0.5), x.Tanhshrink(), x.Softshrink(), x.Hardshrink() }, y => Assert.True(float.IsNaN(y.Item<float>())));
    }

    static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetDouble())];

    static void Close(double[] expected, Tensor actual)
    {
        double[] values = actual.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
    }

    static JsonElement Load()
    {
        using Stream stream = typeof(RecurrentFixture).Assembly.GetManifestResourceStream("activations.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
