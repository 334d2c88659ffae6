namespace Hebb.Labs;

/// <summary>All labs, in the order in which they are listed. Adding a lab is adding its file and a line here.</summary>
internal static class LabCatalog
{
    /// <summary>Every lab.</summary>
    public static IReadOnlyList<Lab> All { get; } =
    [
        new TensorBasics(),
        new GradientChecks(),
        new ComputationalGraph(),
        new Activations(),
        new FourGaussians(),
        new MlpGrading(),
        new MnistBinary(),
        new MnistMulticlass(),
        new MnistMlp(),
        new Nist36Mlp(),
        new Nist36LearningRates(),
        new ConvLayers(),
        new ConvFilters(),
        new ThreeLayerConvNet(),
        new Cifar10Levels(),
        new DigitsCnn(),
        new FindLetters(),
        new ReadText(),
    ];

    /// <summary>The lab of a name, or null.</summary>
    /// <param name="name">Its name, in any case.</param>
    public static Lab? Find(string name) => All.FirstOrDefault(lab => string.Equals(lab.Name, name, StringComparison.OrdinalIgnoreCase));
}
