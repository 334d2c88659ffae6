using System.Diagnostics;
using System.Globalization;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Conformance.Reading;

/// <summary>Reads photographs with known text, the same under stress, and textures without any: character error rates against their limits.</summary>
static class ReadingGate
{
    const double CoursePageRaw = 0.05, CoursePage = 0.03, OtherCapitals = 0.06, Mixed = 0.12, UnderStress = 0.05;
    const int InventedCharacters = 2;

    static readonly ReadingOptions Raw = new() { LanguageModel = false };

    /// <summary>Reads each page with and without the language model.</summary>
    public static (int Passed, int Failed) Pages(IReadOnlyList<TranscribedPage> pages, TextWriter output, bool showText)
    {
        HandwritingReader reader = HandwritingReader.Load();
        var limits = new Limits(output);
        var sums = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        output.WriteLine($"{"page",-24} {"characters",10} {"raw",8} {"model",8} {"spaces",7} {"lines",6} {"ms",6}");
        foreach (TranscribedPage page in pages)
        {
            Image image = Image.Load(page.Path);
            TextErrors raw = Errors(reader, image, page, Raw, out _, out _);
            TextErrors errors = Errors(reader, image, page, new ReadingOptions(), out string text, out double milliseconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page.Name,-24} {errors.Characters,10} {raw.CharacterErrorRate,8:P1} {errors.CharacterErrorRate,8:P1} {errors.SpaceEdits,7} {errors.LineEdits,6} {milliseconds,6:F0}"));
            if (showText) output.WriteLine($"    {text.ReplaceLineEndings("\n    ")}");
            if (page.Name.StartsWith("cmu_", StringComparison.Ordinal))
            {
                limits.AtMost($"{page.Name} raw", raw.CharacterErrorRate, CoursePageRaw);
                limits.AtMost(page.Name, errors.CharacterErrorRate, CoursePage);
            }
            else
            {
                if (!sums.TryGetValue(page.Kind, out List<double>? rates)) sums[page.Kind] = rates = [];
                rates.Add(errors.CharacterErrorRate);
            }
        }

        foreach ((string kind, List<double> rates) in sums) limits.AtMost($"{kind} pages on average", rates.Average(), kind == "mixed" ? Mixed : OtherCapitals);
        return limits.Result;
    }

    /// <summary>Reads the pages under each stress: the character error rate over all pages may rise by so much.</summary>
    public static (int Passed, int Failed) Stressed(IReadOnlyList<TranscribedPage> pages, string? only, TextWriter output, bool showText)
    {
        HandwritingReader reader = HandwritingReader.Load();
        var limits = new Limits(output);
        double[] calm = [.. pages.Select(page => Errors(reader, Image.Load(page.Path), page, new ReadingOptions(), out _, out _).CharacterErrorRate)];
        output.WriteLine($"{"stress",-18} {"mean",7} {"rise",7}  pages that lose more than {UnderStress:P0}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"none",-18} {calm.Average(),7:P1}"));
        foreach (Stress stress in Stress.All.Where(stress => only is null || stress.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var rates = new double[pages.Count];
            var worse = new List<string>();
            for (int i = 0; i < pages.Count; i++)
            {
                rates[i] = Errors(reader, stress.Apply(Image.Load(pages[i].Path)), pages[i], new ReadingOptions(), out string text, out _).CharacterErrorRate;
                if (rates[i] <= calm[i] + UnderStress) continue;
                worse.Add(string.Create(CultureInfo.InvariantCulture, $"{pages[i].Name} {rates[i]:P0}"));
                if (showText) output.WriteLine($"    {pages[i].Name}:\n    {text.ReplaceLineEndings("\n    ")}");
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stress.Name,-18} {rates.Average(),7:P1} {rates.Average() - calm.Average(),7:P1}  {string.Join(", ", worse)}"));
            limits.AtMost($"rise of the error, {stress.Name}", rates.Average() - calm.Average(), UnderStress);
        }

        return limits.Result;
    }

    /// <summary>Reads pages composed of handwriting that was held back, with each of the two readers and with both.</summary>
    public static (int Passed, int Failed) Composed(string data, string? only, TextWriter output, bool showText)
    {
        HandwritingReader reader = HandwritingReader.Load();
        var sums = new SortedDictionary<string, (TextErrors Cut, TextErrors Both)>(StringComparer.Ordinal);
        output.WriteLine($"{"page",-16} {"kind",-18} {"letters",8} {"both",8} {"spaces",7} {"lines",6} {"ms",6}");
        foreach ((string name, string kind, string written, Func<Image> make) in ComposedPages.All(data))
        {
            if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase) && !kind.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            Image image = make();
            var page = new TranscribedPage(name, kind, written);
            TextErrors cut = Errors(reader, image, page, new ReadingOptions { LineReader = false }, out _, out _), both = Errors(reader, image, page, new ReadingOptions(), out string text, out double milliseconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {kind,-18} {cut.CharacterErrorRate,8:P1} {both.CharacterErrorRate,8:P1} {both.SpaceEdits,7} {both.LineEdits,6} {milliseconds,6:F0}"));
            if (showText) output.WriteLine($"    {text.ReplaceLineEndings("\n    ")}");
            (TextErrors cutSum, TextErrors bothSum) = sums.GetValueOrDefault(kind);
            sums[kind] = (cutSum + cut, bothSum + both);
        }

        foreach ((string kind, (TextErrors cut, TextErrors both)) in sums) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-16} {kind,-18} {cut.CharacterErrorRate,8:P1} {both.CharacterErrorRate,8:P1}"));
        TextErrors allCut = sums.Values.Aggregate(default(TextErrors), (sum, one) => sum + one.Cut), allBoth = sums.Values.Aggregate(default(TextErrors), (sum, one) => sum + one.Both);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-16} {"",-18} {allCut.CharacterErrorRate,8:P1} {allBoth.CharacterErrorRate,8:P1}"));
        var limits = new Limits(output);
        limits.AtMost("error with both readers, less that with letters alone", allBoth.CharacterErrorRate - allCut.CharacterErrorRate, 0);
        return limits.Result;
    }

    /// <summary>Reads images without writing: together they may give so many characters.</summary>
    public static (int Passed, int Failed) Empty(TextWriter output)
    {
        HandwritingReader reader = HandwritingReader.Load();
        var limits = new Limits(output);
        int invented = 0;
        foreach ((string name, Func<Image> make) in Textures.All)
        {
            string text = reader.Read(make()).Text;
            int characters = text.Count(c => !char.IsWhiteSpace(c));
            invented += characters;
            output.WriteLine($"{name,-18} {characters,3} {text.ReplaceLineEndings(" / ")}");
        }

        limits.AtMost("characters invented on images without writing", invented, InventedCharacters);
        return limits.Result;
    }

    static TextErrors Errors(HandwritingReader reader, Image image, TranscribedPage page, ReadingOptions options, out string text, out double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        text = reader.Read(image, options).Text;
        milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return TextErrors.Between(page.Text, text);
    }

    sealed class Limits(TextWriter output)
    {
        public (int Passed, int Failed) Result { get; private set; }

        public void AtMost(string what, double value, double limit)
        {
            bool holds = value <= limit + 1e-9;
            Result = (Result.Passed + (holds ? 1 : 0), Result.Failed + (holds ? 0 : 1));
            if (!holds) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FAIL {what}: {value:0.###}, at most {limit:0.###} expected"));
        }
    }
}
