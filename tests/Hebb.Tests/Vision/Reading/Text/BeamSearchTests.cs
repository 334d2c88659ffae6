using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>The search for the best reading, on lattices made by hand.</summary>
public sealed class BeamSearchTests
{
    static readonly GapModel Gaps = new(Math.Log(0.54), Math.Log(1.3), 0.2, 0.2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ADotAndAStemAreAnI(bool withModel)
    {
        HandMadeLine line = new HandMadeLine().Piece(10, 5, 22, 0, ('l', 0.6), ('1', 0.3)).Piece(10, 5, 5, 27, ('.', 0.7), ('\'', 0.1)).Together(0, 1, ('i', 0.95));
        Assert.Equal("i", Read(line, withModel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TouchingLettersAreSplit(bool withModel)
    {
        HandMadeLine line = new HandMadeLine().Part(10, 22, 34, 0, 0, 2, ('O', 0.9)).Part(32, 22, 34, 0, 1, 2, ('K', 0.9)).Together(0, 1, ('W', 0.03));
        Assert.Equal("OK", Read(line, withModel));
    }

    [Fact]
    public void PartsOfALetterAreJoined()
    {
        HandMadeLine line = new HandMadeLine().Piece(10, 6, 34, 0, ('I', 0.6), ('1', 0.3)).Piece(18, 16, 34, 0, ('C', 0.1)).Together(0, 1, ('K', 0.95));
        Assert.Equal("K", Read(line, withModel: false));
    }

    [Fact]
    public void WideGapsAreSpaces()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('T', 0.95)], [('O', 0.9)]).Word(100, 34, [('D', 0.95)], [('O', 0.9)]);
        Assert.Equal("TO DO", Read(line, withModel: true));
        Assert.Equal("TO DO", Read(line, withModel: false));
    }

    [Fact]
    public void TheModelDecidesWhereTheShapeIsDoubtful()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('T', 0.95)], [('H', 0.5), ('N', 0.45)], [('E', 0.9)]);
        Assert.Equal("THE", Read(line, withModel: true));
        line = new HandMadeLine().Word(10, 34, [('T', 0.95)], [('N', 0.5), ('H', 0.45)], [('E', 0.9)]);
        Assert.Equal("THE", Read(line, withModel: true));
        Assert.Equal("TNE", Read(line, withModel: false));
    }

    [Fact]
    public void ClearShapesStayWhateverTheModelSays()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('T', 0.98)], [('X', 0.98)], [('E', 0.98)]);
        Assert.Equal("TXE", Read(line, withModel: true));
    }

    [Fact]
    public void CodesStayWhatWasWritten()
    {
        HandMadeLine line = new HandMadeLine()
            .Word(10, 34, [('O', 0.8), ('0', 0.15)], [('0', 0.8), ('O', 0.15)])
            .Word(100, 34, [('1', 0.8), ('I', 0.15)], [('I', 0.8), ('1', 0.15)])
            .Word(190, 34, [('2', 0.8), ('Z', 0.15)], [('Z', 0.8), ('2', 0.15)])
            .Word(280, 34, [('5', 0.8), ('S', 0.15)], [('S', 0.8), ('5', 0.15)]);
        Assert.Equal("O0 1I 2Z 5S", Read(line, withModel: true));
    }

    [Fact]
    public void ADigitLikeLetterInAWordIsALetter()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('D', 0.95)], [('0', 0.55), ('O', 0.4)], [('N', 0.95)], [('E', 0.95)]);
        Assert.Equal("DONE", Read(line, withModel: true));
    }

    [Fact]
    public void ThePageKnowsItsWords()
    {
        (char, double)[] doubtful = [('M', 0.75), ('N', 0.2)];
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('Z', 0.95)], [('O', 0.9)], [('R', 0.95)], [('B', 0.95)], doubtful, [('A', 0.95)], [('X', 0.95)]);
        LineLattice lattice = Chosen(line);
        var memory = new PageMemory(CharacterLanguageModel.Load());
        memory.Add("ZORBNAX");
        Assert.Equal("ZORBNAX", Text(BeamSearch.Run(lattice, Gaps, 34, memory, DecodingWeights.Default).Characters));
        Assert.Equal("ZORBMAX", Text(BeamSearch.Run(lattice, Gaps, 34, null, DecodingWeights.Default).Characters));
    }

    [Fact]
    public void ASpeckIsLeftOut()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('N', 0.95)], [('O', 0.95)]).Piece(60, 2, 2, 60, ('.', 0.01));
        Assert.Equal("NO", Read(line, withModel: true));
    }

    [Fact]
    public void AnEmptyLineHasNoCharacters() => Assert.Empty(BeamSearch.Run(new HandMadeLine().Lattice(), Gaps, 34, CharacterLanguageModel.Load(), DecodingWeights.Default).Characters);

    static string Read(HandMadeLine line, bool withModel) =>
        Text(BeamSearch.Run(Chosen(line), Gaps, 34, withModel ? CharacterLanguageModel.Load() : null, DecodingWeights.Default).Characters);

    static LineLattice Chosen(HandMadeLine line)
    {
        LineLattice lattice = line.Lattice();
        PageScale scale = PageScale.Fit([], Alphabet.All, alone: false);
        scale.Choose(lattice);
        return lattice;
    }

    static string Text(IReadOnlyList<ReadCharacter> characters) =>
        string.Concat(characters.Select(one => (one.Space ? " " : "") + one.Choice.Character));
}
