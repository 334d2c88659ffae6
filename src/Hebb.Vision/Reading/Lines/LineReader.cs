using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Lines;

/// <summary>Reads words and lines as a whole, without cutting them into letters: cursive too. Safe from several threads.</summary>
sealed class LineReader
{
    const string Resource = "Hebb.Vision.Reading.lines.safetensors";

    /// <summary>The characters of the network's outputs; the blank comes after them.</summary>
    public const string Characters = CharacterSet.All + " ";

    static readonly Lazy<LineReader> Shipped = new(ReadShipped);
    readonly LineNetwork network;

    /// <summary>Makes a reader of a trained network; it belongs to the reader from now on.</summary>
    public LineReader(LineNetwork network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        this.network = network;
        Metadata = metadata ?? new Dictionary<string, string>(StringComparer.Ordinal);
        network.Eval();
    }

    /// <summary>How the weights were made.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The reader with the weights that come with the library, loaded once.</summary>
    public static LineReader Load() => Shipped.Value;

    /// <summary>A reader with the weights of a file that <c>LineTraining</c> wrote.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="FormatErrorException">The file does not hold the weights of this network.</exception>
    public static LineReader Load(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a word or a line.</summary>
    /// <param name="mask">Its ink; nothing else should be in it.</param>
    /// <param name="baseline">The line on which the letters stand, in the mask's columns and rows, if it is known.</param>
    /// <param name="model">The language model; null reads what stands there.</param>
    /// <param name="alphabet">The characters that may come out.</param>
    /// <param name="options">Weight, bonus and beams; null for those tuned on the validation set.</param>
    /// <returns>The text; an empty one for a mask without ink.</returns>
    public LineReading Read(InkMask mask, LineCurve? baseline = null, ILanguageModel? model = null, Alphabet alphabet = Alphabet.All, LineReaderOptions? options = null)
    {
        if (LineImage.Normalize(mask, baseline) is not { } image) return new LineReading(string.Empty, [], 1);
        return Read(image, LogProbabilities(image), model, alphabet, options);
    }

    /// <summary>The network's log-probabilities: for each frame of 4 columns one value for each of <see cref="Characters"/>, then one for the blank.</summary>
    public float[] LogProbabilities(LineImage image)
    {
        using MemoryScope scope = Memory.Scope();
        using Autograd.RecordingScope none = Autograd.NoGrad();
        return network.Call(image.ToTensor()).LogSoftmax(-1).ToArray<float>();
    }

    /// <summary>Finds the text in log-probabilities, which <paramref name="alphabet"/> masks.</summary>
    public static LineReading Read(LineImage image, float[] logs, ILanguageModel? model, Alphabet alphabet, LineReaderOptions? options)
    {
        if (alphabet != Alphabet.All) Mask(logs, alphabet);
        int[] text = model is null
            ? CtcGreedy.Decode(logs, LineNetwork.Classes, LineNetwork.Blank)
            : new CtcBeam(Characters, options ?? new LineReaderOptions(), model).Decode(logs);
        text = Trimmed(text);
        if (text.Length == 0 || CtcAlignment.Of(logs, LineNetwork.Classes, LineNetwork.Blank, text) is not { } places) return new LineReading(string.Empty, [], 1);
        var characters = new LineCharacter[text.Length];
        double sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // Frames of a character are few; it reaches half way to its neighbours, at most two frames.
            double first = places[i].First, end = places[i].End;
            double left = Math.Max(first - 2, i == 0 ? 0 : (places[i - 1].End + first) / 2), right = Math.Min(end + 2, i == text.Length - 1 ? image.Width / (double)LineNetwork.Stride : (end + places[i + 1].First) / 2);
            characters[i] = new LineCharacter(Characters[text[i]], image.ToMask(left * LineNetwork.Stride), image.ToMask(right * LineNetwork.Stride), Math.Exp(places[i].Log));
            sum += places[i].Log;
        }

        return new LineReading(string.Concat(text.Select(c => Characters[c])), characters, Math.Exp(sum / text.Length));
    }

    // Takes the probability of what may not come out away, and gives it to the rest.
    static void Mask(float[] logs, Alphabet alphabet)
    {
        for (int at = 0; at < logs.Length; at += LineNetwork.Classes)
        {
            double left = 0;
            for (int c = 0; c < LineNetwork.Classes; c++)
            {
                if (c < CharacterSet.Count && !CharacterSet.IsIn(c, alphabet)) logs[at + c] = float.NegativeInfinity;
                else left += Math.Exp(logs[at + c]);
            }

            float shift = (float)Math.Log(left);
            for (int c = 0; c < LineNetwork.Classes; c++) logs[at + c] -= shift;
        }
    }

    static int[] Trimmed(int[] text)
    {
        int first = 0, end = text.Length;
        while (first < end && text[first] == LineNetwork.Space) first++;
        while (end > first && text[end - 1] == LineNetwork.Space) end--;
        return text[first..end];
    }

    static LineReader Read(Stream stream, string source)
    {
        Dictionary<string, Tensor> state = Safetensors.Load(stream, source, out Dictionary<string, string> metadata);
        var trained = new LineNetwork(new Generator(0));
        try
        {
            _ = trained.LoadStateDict(state);
        }
        catch (StateDictException problem)
        {
            throw new FormatErrorException(source, 0, $"these are not the weights of the line reader: {problem.Message.Split("\n  help: ")[0]}", "hebb train-reader writes such files.", problem);
        }

        if (trained.Parameters().Any(values => !values.Tensor.ToArray<float>().All(float.IsFinite))) throw new FormatErrorException(source, 0, "a weight is not a finite number");
        return new LineReader(trained, metadata);
    }

    static LineReader ReadShipped()
    {
        using Stream stream = typeof(LineReader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new HebbException($"The resource {Resource} is missing from the library.", "Build Hebb.Vision again; the file lies in its folder Reading/Lines.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        memory.Position = 0;
        return Read(memory, Resource);
    }
}
