using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>The layers that a file can list, by their names in C#. What comes in need not be said: it follows from the layer before.</summary>
static class LayerCatalog
{
    const long MaxWeights = 200_000_000;

    static readonly Dictionary<string, Func<LayerArguments, LayerContext, Module>> Makers = new(StringComparer.Ordinal)
    {
        ["Conv2d"] = Convolution,
        ["Linear"] = Linear,
        ["BatchNorm2d"] = (_, c) => new BatchNorm2d(c.Channels("BatchNorm2d")),
        ["BatchNorm1d"] = (_, c) => new BatchNorm1d(c.Features("BatchNorm1d")),
        ["GroupNorm"] = (a, c) => new GroupNorm(a.Whole("groups"), c.Channels("GroupNorm")),
        ["LayerNorm"] = (_, c) => new LayerNorm(c.Shape[^1]),
        ["MaxPool2d"] = (a, _) => new MaxPool2d(a.RequiredSize("kernelSize"), a.Size("stride"), a.Size("padding", 0) ?? default),
        ["AvgPool2d"] = (a, _) => new AvgPool2d(a.RequiredSize("kernelSize"), a.Size("stride"), a.Size("padding", 0) ?? default),
        ["AdaptiveAvgPool2d"] = (a, _) => new AdaptiveAvgPool2d(a.Size("outputSize") ?? 1),
        ["AdaptiveMaxPool2d"] = (a, _) => new AdaptiveMaxPool2d(a.Size("outputSize") ?? 1),
        ["Flatten"] = (_, _) => new Flatten(),
        ["Dropout"] = (a, c) => new Dropout(a.Number("p", 0.5)),
        ["Dropout2d"] = (a, c) => new Dropout2d(a.Number("p", 0.5)),
        ["ReLU"] = (_, _) => new ReLU(),
        ["ReLU6"] = (_, _) => new ReLU6(),
        ["LeakyReLU"] = (a, _) => new LeakyReLU(a.Number("negativeSlope", 0.01)),
        ["ELU"] = (a, _) => new ELU(a.Number("alpha", 1)),
        ["GELU"] = (_, _) => new GELU(),
        ["SiLU"] = (_, _) => new SiLU(),
        ["Mish"] = (_, _) => new Mish(),
        ["Hardswish"] = (_, _) => new Hardswish(),
        ["Sigmoid"] = (_, _) => new Sigmoid(),
        ["Tanh"] = (_, _) => new Tanh(),
        ["Softplus"] = (_, _) => new Softplus(),
        ["Identity"] = (_, _) => new Identity(),
        ["Sequential"] = (a, c) => c.Chain(a.Inner("layers") ?? throw new HebbException($"{a.Place} needs \"layers\", a list.")),
        ["Residual"] = (a, c) =>
            new Residual(c.Chain(a.Inner("body") ?? throw new HebbException($"{a.Place} needs \"body\", a list of layers.")), a.Inner("shortcut") is { } way ? c.Chain(way) : null),
    };

    /// <summary>Makes a layer.</summary>
    /// <exception cref="HebbException">There is no such layer; the nearest is suggested.</exception>
    public static Module Make(string name, LayerArguments arguments, LayerContext context)
    {
        if (!Makers.TryGetValue(name, out Func<LayerArguments, LayerContext, Module>? maker))
            throw new HebbException($"{arguments.Place}: there is no layer '{name}'.", Suggestion.Nearest(name, Makers.Keys) is { } near ? $"Did you mean \"{near}\"?" : $"There are {string.Join(", ", Makers.Keys)}.");
        Module module = Made(maker, arguments, context);
        arguments.Finish();
        return module;
    }

    // What a layer itself refuses does not know the file.
    static Module Made(Func<LayerArguments, LayerContext, Module> maker, LayerArguments arguments, LayerContext context)
    {
        try
        {
            return maker(arguments, context);
        }
        catch (ArgumentException problem)
        {
            throw new HebbException($"{arguments.Place}: {PlainMessage.Of(problem)}", inner: problem);
        }
    }

    static Conv2d Convolution(LayerArguments a, LayerContext c)
    {
        int inputs = c.Channels("Conv2d"), outputs = a.Whole("outChannels"), groups = a.Whole("groups", 1);
        Size kernel = a.RequiredSize("kernelSize");
        Require(a, (long)inputs / groups * outputs * kernel.Rows * kernel.Columns);
        return new Conv2d(inputs, outputs, kernel, a.Size("stride"), a.Size("padding", 0) is { } p ? (p.Rows, p.Columns) : default(Padding), a.Size("dilation"), groups, a.Flag("bias", otherwise: true), c.Generator);
    }

    // Without a number of its own it is the last layer: one score for each class.
    static Linear Linear(LayerArguments a, LayerContext c)
    {
        int inputs = c.Features("Linear"), outputs = a.Whole("outFeatures", c.Classes);
        Require(a, (long)inputs * outputs);
        return new Linear(inputs, outputs, a.Flag("bias", otherwise: true), c.Generator);
    }

    static void Require(LayerArguments a, long weights)
    {
        if (weights > MaxWeights) throw new HebbException($"{a.Place} would have {weights:N0} weights; a layer has at most {MaxWeights:N0} here.", "Make it narrower, or pool before it.");
    }
}
