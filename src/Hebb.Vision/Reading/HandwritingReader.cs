using Hebb.Images;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Page;
using Hebb.Vision.Reading.Text;

namespace Hebb.Vision.Reading;

/// <summary>Reads photographs of handwriting: a photograph goes in, its text comes out. Safe from several threads.</summary>
/// <remarks>
/// The page is turned into clean ink and lines (<see cref="LetterFinder"/>), its pieces of ink into characters by a convolutional network, and the characters into words by a search that knows
/// which characters follow each other in English. How it was made, what it assumes and where it fails stands in docs/reader.md.
/// </remarks>
/// <example><code>
/// PageText page = HandwritingReader.Load().Read("page.jpg");
/// Console.WriteLine(page.Text);
/// foreach (TextWord word in page.Lines.SelectMany(line => line.Words)) Console.WriteLine($"{word.Text} {word.Box} {word.Confidence:P0}");
/// </code></example>
public sealed class HandwritingReader
{
    /// <summary>The files of a folder that <c>hebb train-reader</c> writes.</summary>
    internal const string CharactersFile = "characters.safetensors", LinesFile = "lines.safetensors", LanguageFile = "letters.bin";

    static readonly Lazy<HandwritingReader> Shipped = new(() => new HandwritingReader(CharacterNetwork.Load(), CharacterLanguageModel.Load(), LineReader.Load));

    readonly ICharacterReader characters;
    readonly ILanguageModel language;

    // Pages on which every letter stands apart do without it.
    readonly Lazy<LineReader> lines;

    internal HandwritingReader(ICharacterReader characters, ILanguageModel language, Func<LineReader> lines) => (this.characters, this.language, this.lines) = (characters, language, new Lazy<LineReader>(lines));

    /// <summary>The reader that comes with the library; it is loaded once.</summary>
    public static HandwritingReader Load() => Shipped.Value;

    /// <summary>A reader that you trained.</summary>
    /// <param name="folder">A folder that <c>hebb train-reader</c> wrote. What is missing in it is taken from the library.</param>
    /// <exception cref="IOException">There is no such folder, nothing of a reader is in it, or a file cannot be read.</exception>
    /// <exception cref="HebbException">A file does not hold what its name says.</exception>
    public static HandwritingReader Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        string charactersPath = Path.Combine(folder, CharactersFile), linesPath = Path.Combine(folder, LinesFile), languagePath = Path.Combine(folder, LanguageFile);
        bool hasLines = File.Exists(linesPath);
        if (!File.Exists(charactersPath) && !hasLines && !File.Exists(languagePath)) throw new FileNotFoundException($"The folder '{folder}' holds none of {CharactersFile}, {LinesFile} and {LanguageFile}, which hebb train-reader writes.");
        LineReader? own = hasLines ? LineReader.Load(linesPath) : null;
        return new HandwritingReader(
            File.Exists(charactersPath) ? CharacterNetwork.Load(charactersPath) : CharacterNetwork.Load(),
            File.Exists(languagePath) ? CharacterLanguageModel.Load(languagePath) : CharacterLanguageModel.Load(),
            () => own ?? LineReader.Load());
    }

    /// <summary>Reads the photograph of a file.</summary>
    /// <param name="path">The path of an image: PNG, JPEG, BMP, GIF, PNM, WebP, TIFF or TGA.</param>
    /// <param name="options">How; null: everything it knows.</param>
    /// <returns>The text; empty when there is no writing.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="Hebb.Formats.FormatErrorException">The file is damaged, or no image.</exception>
    public PageText Read(string path, ReadingOptions? options = null) => Read(Image.Load(path), options);

    /// <summary>Reads a photograph.</summary>
    /// <param name="image">The photograph, of 1 to 4 channels and any size.</param>
    /// <param name="options">How; null: everything it knows.</param>
    /// <returns>The text; empty when there is no writing.</returns>
    public PageText Read(Image image, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new ReadingOptions();
        PageReading upright = Turned(image, 0, options), best = upright;
        foreach (int turns in upright.OtherTurns)
        {
            PageReading other = Turned(image, turns, options);
            if (other.Score > best.Score + PageReading.MoreSure) best = other;
        }

        return best.ToText();
    }

    PageReading Turned(Image image, int turns, ReadingOptions options)
    {
        PageLayout layout = PageAnalysis.Analyze(image, turns);
        ILanguageModel? model = options.LanguageModel ? language : null;
        return new PageReading(layout, PageDecoder.Read(layout.Lines, characters, model, options.Alphabet, options.LineReader ? lines : null));
    }
}
