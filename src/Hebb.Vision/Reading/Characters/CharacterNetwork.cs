using System.Globalization;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Vision.Reading.Characters;

/// <summary>The convolutional network that reads single characters, with calibrated probabilities. Safe from several threads.</summary>
/// <remarks>Its file is a safetensors file in half precision whose text says which characters it knows, how its layers are built, and how it was made.</remarks>
sealed class CharacterNetwork : ICharacterReader
{
    /// <summary>Names in the text of the file.</summary>
    public const string Kind = "hebb.kind", KindValue = "character-network", Characters = "hebb.characters", Layers = "hebb.layers", Temperature = "hebb.temperature";

    const string Resource = "Hebb.Vision.Reading.characters.safetensors";

    // So many crops at once keep the activations in the processor's cache.
    const int Chunk = 32;

    static readonly Lazy<CharacterNetwork> Shipped = new(LoadShipped);

    readonly Sequential network;

    /// <summary>Makes the reader of a network whose normalisations are folded.</summary>
    /// <param name="layers">The text that its layers were made from.</param>
    /// <param name="network">The network, in evaluation mode.</param>
    /// <param name="temperature">What its answers are divided by before they become probabilities.</param>
    /// <param name="facts">How it was made.</param>
    public CharacterNetwork(string layers, Sequential network, double temperature, IReadOnlyDictionary<string, string> facts)
    {
        (LayerText, this.network, CalibratedBy, Facts) = (layers, network, temperature, facts);
        network.Eval();
    }

    /// <summary>How the layers are built.</summary>
    public string LayerText { get; }

    /// <summary>The temperature T of p = softmax(z/T).</summary>
    /// <remarks>Guo, Pleiss, Sun and Weinberger: On calibration of modern neural networks (ICML 2017).</remarks>
    public double CalibratedBy { get; }

    /// <summary>How the network was made: data, seed, epochs, accuracies.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>The network that comes with the library.</summary>
    public static CharacterNetwork Load() => Shipped.Value;

    /// <summary>Reads a network from a file.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="FormatErrorException">The file holds no character network, or one of other characters or layers.</exception>
    public static CharacterNetwork Load(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return Load(stream, path);
    }

    /// <summary>Reads a network from a stream.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">What error messages call it.</param>
    /// <exception cref="FormatErrorException">The stream holds no character network, or one of other characters or layers.</exception>
    public static CharacterNetwork Load(Stream stream, string source)
    {
        Dictionary<string, Tensor> tensors = Safetensors.Load(stream, source, out Dictionary<string, string> text);
        if (text.GetValueOrDefault(Kind) != KindValue) throw new FormatErrorException(source, 0, $"a character network was expected; the file's text has no {Kind} = {KindValue}", "hebb train-reader writes such files.");
        if (text.GetValueOrDefault(Characters) != CharacterSet.All) throw new FormatErrorException(source, 0, $"a network of the characters {CharacterSet.All} was expected; this one knows '{text.GetValueOrDefault(Characters)}'", "It was made by another version: train it again.");
        if (!double.TryParse(text.GetValueOrDefault(Temperature), NumberStyles.Float, CultureInfo.InvariantCulture, out double temperature) || !double.IsFinite(temperature) || temperature <= 0)
            throw new FormatErrorException(source, 0, $"{Temperature} must be a number above 0; '{text.GetValueOrDefault(Temperature)}' came");
        string layers = text.GetValueOrDefault(Layers) ?? string.Empty;
        try
        {
            Sequential read = CharacterLayers.Folded(layers);
            read.LoadStateDict(tensors.ToDictionary(pair => pair.Key, pair => pair.Value.To(DType.Float32), StringComparer.Ordinal));
            if (read.Parameters().Any(values => !values.Tensor.ToArray<float>().All(float.IsFinite))) throw new FormatErrorException(source, 0, "a weight is not a finite number");
            return new CharacterNetwork(layers, read, temperature, text);
        }
        catch (Exception error) when (error is SettingException or StateDictException)
        {
            throw new FormatErrorException(source, 0, $"the weights do not fit the layers '{layers}': {error.Message}", "Was the file changed by hand?", error);
        }
    }

    /// <summary>Writes the network in half precision.</summary>
    /// <param name="path">The file to make or to replace.</param>
    public void Save(string path)
    {
        using var noGrad = Autograd.Pause();
        Dictionary<string, Tensor> half = network.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.To(DType.Float16), StringComparer.Ordinal);
        var text = new Dictionary<string, string>(Facts, StringComparer.Ordinal)
        {
            [Kind] = KindValue,
            [Characters] = CharacterSet.All,
            [Layers] = LayerText,
            [Temperature] = CalibratedBy.ToString("R", CultureInfo.InvariantCulture),
        };
        Safetensors.Save(path, half, text);
    }

    /// <inheritdoc/>
    public float[][] Read(IReadOnlyList<CharacterCrop> crops)
    {
        var answers = new float[crops.Count][];
        using var noGrad = Autograd.Pause();
        for (int start = 0; start < crops.Count; start += Chunk)
        {
            int count = Math.Min(Chunk, crops.Count - start);
            using MemoryScope scope = Memory.Scope();
            var ink = new float[count * CharacterCrop.Area];
            for (int i = 0; i < count; i++)
            {
                float[] pixels = crops[start + i].Pixels;
                for (int k = 0; k < pixels.Length; k++) ink[(i * CharacterCrop.Area) + k] = 1 - pixels[k];
            }

            float[] scores = network.Forward(Tensor.Wrap(ink, [count, 1, CharacterCrop.Side, CharacterCrop.Side])).ToArray<float>();
            for (int i = 0; i < count; i++) answers[start + i] = LogProbabilities(scores.AsSpan(i * CharacterLayers.Outputs, CharacterLayers.Outputs), CalibratedBy);
        }

        return answers;
    }

    /// <summary>ln softmax(z/T).</summary>
    /// <param name="scores">z.</param>
    /// <param name="temperature">T.</param>
    public static float[] LogProbabilities(ReadOnlySpan<float> scores, double temperature)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (float score in scores) largest = Math.Max(largest, score / temperature);
        foreach (float score in scores) sum += Math.Exp((score / temperature) - largest);
        double shift = largest + Math.Log(sum);
        var logs = new float[scores.Length];
        for (int i = 0; i < logs.Length; i++) logs[i] = (float)((scores[i] / temperature) - shift);
        return logs;
    }

    static CharacterNetwork LoadShipped()
    {
        using Stream stream = typeof(CharacterNetwork).Assembly.GetManifestResourceStream(Resource)
            ?? throw new HebbException($"The resource {Resource} is missing from the library.", "Build Hebb.Vision again; the file lies in Reading/Characters.");
        return Load(stream, Resource);
    }
}
