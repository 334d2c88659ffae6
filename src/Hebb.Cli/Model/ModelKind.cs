namespace Hebb.Cli.Model;

/// <summary>The kinds of network that read digits, as the command line and the cards name them.</summary>
static class ModelKind
{
    /// <summary>A multi-layer perceptron.</summary>
    public const string Mlp = "mlp";

    /// <summary>A convolutional network.</summary>
    public const string Cnn = "cnn";

    public static IReadOnlyList<string> All { get; } = [Mlp, Cnn];
}
