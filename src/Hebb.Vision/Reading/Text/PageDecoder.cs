using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>Reads the lines of a page: builds their lattices, finds what they share (size, case, gaps, words), and searches each line's best reading.</summary>
sealed class PageDecoder
{
    // A word as sure as this is expected again on its page.
    const double Sure = 0.9;

    readonly IReadOnlyList<LineLattice> lattices;
    readonly DecodingWeights weights;
    readonly PageScale scale;
    readonly IReadOnlyList<(GapModel Model, double Score)> spacings;

    PageDecoder(IReadOnlyList<PageLine> lines, ICharacterReader reader, Alphabet alphabet, bool alone, DecodingWeights weights)
    {
        this.weights = weights;
        lattices = LatticeBuilder.Build(lines, reader);
        scale = PageScale.Fit(lattices, alphabet, alone);
        foreach (LineLattice lattice in lattices) scale.Choose(lattice);
        spacings = GapModel.Fit([.. lattices.SelectMany(Gaps)]);
    }

    /// <summary>The words of each line, in page coordinates.</summary>
    /// <param name="lines">Lines of one page.</param>
    /// <param name="reader">The network.</param>
    /// <param name="model">The language model; null: every character is read by itself.</param>
    /// <param name="alphabet">The characters that may come out.</param>
    /// <param name="lineReader">Reads the lines that hold doubtful words as a whole, too; null: it does not help.</param>
    /// <param name="weights">The weights of the search; null: the default.</param>
    public static IReadOnlyList<IReadOnlyList<TextWord>> Read(
        IReadOnlyList<PageLine> lines, ICharacterReader reader, ILanguageModel? model, Alphabet alphabet = Alphabet.All, Lazy<LineReader>? lineReader = null, DecodingWeights? weights = null)
    {
        var decoder = new PageDecoder(lines, reader, alphabet, model == null, weights ?? DecodingWeights.Default);
        IReadOnlyList<IReadOnlyList<TextWord>> cut = decoder.Read(model);
        if (lineReader == null) return cut;

        // A line whose every word is sure needs no second reading.
        return [.. cut.Select((words, i) => words.All(word => word.Confidence >= Sure) ? words : WordChoice.Choose(lines[i], words, WordChoice.ReadWhole(lines[i], lineReader.Value, model, alphabet), model))];
    }

    IReadOnlyList<IReadOnlyList<TextWord>> Read(ILanguageModel? model)
    {
        if (model == null) return [.. lattices.Select(lattice => Words(Search(lattice, spacings[0].Model, null).Characters, null))];
        IReadOnlyList<TextWord>[] result = [];
        GapModel gaps = spacings[0].Model;
        double most = double.NegativeInfinity;
        foreach ((GapModel spacing, double score) in spacings)
        {
            var lines = lattices.Select(lattice => Search(lattice, spacing, model)).ToList();
            double whole = (weights.Spacing * score) + lines.Sum(line => line.Score);
            if (whole <= most) continue;
            (most, gaps) = (whole, spacing);
            result = [.. lines.Select(line => Words(line.Characters, model))];
        }

        var memory = new PageMemory(model);
        foreach (TextWord word in result.SelectMany(line => line).Where(word => word.Confidence >= Sure)) memory.Add(word.Text);
        if (memory.Words == 0) return result;
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i].Any(word => word.Confidence < Sure)) result[i] = Words(Search(lattices[i], gaps, memory).Characters, memory);
        }

        return result;
    }

    (IReadOnlyList<ReadCharacter> Characters, double Score) Search(LineLattice lattice, GapModel gaps, ILanguageModel? model) =>
        BeamSearch.Run(lattice, gaps.Adapt([.. Gaps(lattice)]), LetterHeight(lattice), model, weights);

    IReadOnlyList<TextWord> Words(IReadOnlyList<ReadCharacter> characters, ILanguageModel? model)
    {
        var words = new List<TextWord>();
        for (int from = 0; from < characters.Count;)
        {
            int to = from + 1;
            while (to < characters.Count && !characters[to].Space) to++;
            words.Add(WordConfidence.Finish([.. characters.Skip(from).Take(to - from)], model, weights));
            from = to;
        }

        return words;
    }

    double LetterHeight(LineLattice lattice) => lattice.XHeight * scale.MeanLetter;

    // The gaps between the pieces of a line that do not stand above each other.
    IEnumerable<double> Gaps(LineLattice lattice)
    {
        double height = LetterHeight(lattice);
        int right = int.MinValue;
        foreach (LetterBox box in lattice.Line.Pieces.Select(piece => piece.Box).OrderBy(box => box.Left))
        {
            if (right != int.MinValue && box.Right > right && box.Left > right - (0.3 * box.Width)) yield return (box.Left - right) / height;
            right = Math.Max(right, box.Right);
        }
    }
}
