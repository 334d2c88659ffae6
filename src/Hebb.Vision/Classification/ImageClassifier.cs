using System.Globalization;
using System.Reflection;
using Hebb.Nn;
using Hebb.Training;
using Module = Hebb.Nn.Module;

namespace Hebb.Vision.Classification;

/// <summary>
/// A network that tells classes of images apart, with all that its use needs: how images are brought into the form that it takes, and what its classes are called. Trained here or by
/// <c>hebb train</c>, saved as two files (weights and a card), loaded in one line.
/// </summary>
/// <remarks>
/// <c>Predict</c>, <c>Evaluate</c> and <c>Explain</c> change nothing and are safe from several threads at once, also while other networks are trained. The network is in evaluation mode
/// from the beginning. Whoever trains <see cref="Model"/> on does so alone, and calls <c>Model.Eval()</c> before the next prediction, which refuses a network in training mode.
/// </remarks>
/// <example><code>
/// var classifier = ImageClassifier.Load("hebb-runs/mnist-1");
/// Console.WriteLine(classifier.Predict("3.png").Best);
/// </code></example>
public sealed partial class ImageClassifier
{
    readonly Module[] modules;

    internal ImageClassifier(Module model, ClassifierCard card, string name, TrainingHistory? history = null)
    {
        model.Eval();
        modules = [.. model.NamedModules().Select(named => named.Value)];
        (Model, Card, Name, History) = (model, card, name, history);
    }

    /// <summary>The network: takes [n, channels, height, width], normalised, and gives a score for each class, [n, classes].</summary>
    public Module Model { get; }

    /// <summary>What is known about the network: its architecture, its classes, what it was trained on and how good it was. It is what is saved beside the weights.</summary>
    public ClassifierCard Card { get; }

    /// <summary>The names of the classes, in the order of the network's scores.</summary>
    public IReadOnlyList<string> Classes => Card.Classes;

    /// <summary>What is done to an image before the network gets it.</summary>
    public Preprocessing Preprocessing => Card.Input;

    /// <summary>How the training went; null for a network that was loaded.</summary>
    public TrainingHistory? History { get; }

    /// <summary>What messages call it: the card, or the file of its weights.</summary>
    internal string Name { get; }

    /// <summary>The version of Hebb, as cards note it.</summary>
    internal static string Version => typeof(ImageClassifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Loads a network that <see cref="Save"/> or <c>hebb train</c> wrote.</summary>
    /// <param name="path">The folder of a run, its model.json, or its model.safetensors.</param>
    /// <exception cref="HebbException">
    /// A file is missing or broken, is of another format or version, or the two do not belong together: the card names its weights by their hash. If somebody replaces the files
    /// meanwhile, they are read once more.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageClassifier Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ClassifierFiles.Load(path);
    }

    /// <summary>
    /// Saves the network: <c>model.safetensors</c>, which other programs read too, and <c>model.json</c>. Both are written beside and then put in place, the card last, so that a full disk or a
    /// kill leaves what was there before.
    /// </summary>
    /// <param name="folder">The folder; made if it is not there. A network that is there is replaced.</param>
    /// <exception cref="IOException">The folder or a file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        ClassifierFiles.Save(folder, Model, Card);
    }

    /// <summary>Its architecture, input and classes: "cnn:small, 1 × 28 × 28, 10 classes, accuracy 98.9 %".</summary>
    public override string ToString()
    {
        string tail = (Card.Scores.Test ?? Card.Scores.Validation) is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * accuracy:0.0} %") : string.Empty;
        return $"{Card.Model}, {Preprocessing.Channels} × {Preprocessing.Height} × {Preprocessing.Width}, {Classes.Count} classes{tail}";
    }
}
