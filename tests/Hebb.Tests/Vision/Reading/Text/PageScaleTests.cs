using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>Letters that look alike are told apart by their height on the line.</summary>
public sealed class PageScaleTests
{
    static readonly (char, double)[] RoundShape = [('o', 0.33), ('O', 0.33), ('0', 0.3)], CurveShape = [('c', 0.48), ('C', 0.48)];

    [Fact]
    public void SmallLettersAmongTallOnesAreSmall()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('b', 0.95)], [('d', 0.95)], [('h', 0.95)], [('k', 0.95)]).Word(200, 20, CurveShape, RoundShape, [('a', 0.95)], [('e', 0.95)], [('n', 0.95)]);
        LineLattice lattice = Fitted(line);
        Assert.InRange(lattice.XHeight, 17, 24);
        Assert.Equal("bdhkcoaen", First(lattice));
    }

    [Fact]
    public void AmongCapitalsTheyAreCapitals()
    {
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('A', 0.95)], [('B', 0.95)], [('H', 0.95)], [('E', 0.95)], CurveShape, RoundShape);
        LineLattice lattice = Fitted(line);
        Assert.InRange(lattice.XHeight, 17, 24);
        Assert.Equal("ABHECO", First(lattice));
    }

    [Fact]
    public void MarksAreToldApartByTheirPlace()
    {
        (char, double)[] stroke = [(',', 0.45), ('\'', 0.45)], dot = [('.', 0.5), ('-', 0.05)];
        HandMadeLine line = new HandMadeLine().Word(10, 34, [('A', 0.95)], [('B', 0.95)], [('H', 0.95)]).Piece(100, 5, 15, -8, stroke).Piece(130, 5, 14, 22, stroke).Piece(150, 6, 6, 1, dot);
        Assert.Equal("ABH,'.", First(Fitted(line)));
    }

    [Theory]
    [InlineData(Alphabet.Digits, "0")]
    [InlineData(Alphabet.Upper, "O")]
    public void OnlyTheAlphabetComesOut(Alphabet alphabet, string expected)
    {
        LineLattice lattice = new HandMadeLine().Piece(10, 20, 34, 0, ('o', 0.5), ('O', 0.3), ('0', 0.1)).Lattice();
        PageScale.Fit([lattice], alphabet, alone: true).Choose(lattice);
        Assert.Equal(expected, First(lattice));
    }

    [Fact]
    public void ProbabilitiesOfASegmentAddUpToThatOfOneCharacter()
    {
        LineLattice lattice = Fitted(new HandMadeLine().Word(10, 34, [('A', 0.5), ('R', 0.3)]));
        Segment segment = Assert.Single(lattice.Segments);
        Assert.Equal(Math.Exp(segment.One), segment.Choices.Sum(choice => Math.Exp(choice.LogProbability)), 0.01);
    }

    static LineLattice Fitted(HandMadeLine line)
    {
        LineLattice lattice = line.Lattice();
        PageScale.Fit([lattice], Alphabet.All, alone: false).Choose(lattice);
        return lattice;
    }

    static string First(LineLattice lattice) => string.Concat(lattice.Segments.Select(segment => segment.Choices[0].Character));
}
