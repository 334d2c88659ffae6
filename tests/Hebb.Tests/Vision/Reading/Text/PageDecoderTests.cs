using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Page;
using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>Lines of ink are read with a network that knows only how wide a character is.</summary>
public sealed class PageDecoderTests
{
    [Fact]
    public void APageWithoutLinesHasNoWords() => Assert.Empty(PageDecoder.Read([], new WidthReader(), CharacterLanguageModel.Load()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ADotAloneDoesNoHarm(bool withModel)
    {
        var line = new PageLine([Piece(new InkDrawing(8, 8, 6).Line(4, 4, 4, 4).Mask, 50, 92)], new LineCurve(100, 0, 0), 34, 6);
        IReadOnlyList<TextWord> words = Assert.Single(PageDecoder.Read([line], new WidthReader(), withModel ? CharacterLanguageModel.Load() : null));
        Assert.InRange(words.Sum(word => word.Characters.Count), 0, 1);
    }

    [Fact]
    public void WordsHaveBoxesCropsAndConfidences()
    {
        PageLine line = Line(0, 44, 130);
        IReadOnlyList<TextWord> words = Assert.Single(PageDecoder.Read([line], new WidthReader(), null));
        Assert.Equal("OO O", string.Join(' ', words.Select(word => word.Text)));
        Assert.Equal(new LetterBox(60, 0, 100, 78), words[0].Box);
        foreach (TextCharacter character in words.SelectMany(word => word.Characters))
        {
            Assert.InRange(character.Confidence, 0.5, 1);
            Assert.Equal(character.Character, character.Alternatives[0].Character);
            Assert.Equal([32, 32], character.Crop!.Shape.ToArray());
        }
    }

    [Fact]
    public void TouchingRingsAreReadOneByOne()
    {
        InkMask two = new InkDrawing(72, 40, 4).Ellipse(18, 20, 17, 18).Ellipse(54, 20, 17, 18).Mask;
        var line = new PageLine([Piece(two, 0, 60), Piece(Ring(), 90, 60), Piece(Ring(), 130, 60)], new LineCurve(100, 0, 0), 40, 4);
        IReadOnlyList<TextWord> words = Assert.Single(PageDecoder.Read([line], new WidthReader(), null));
        Assert.Equal("OOOO", string.Concat(words.Select(word => word.Text)));
    }

    [Fact]
    public void EachCropGoesThroughTheNetworkOnce()
    {
        var reader = new WidthReader();
        PageDecoder.Read([Line(0, 44, 130), Line(0, 44, 130)], reader, CharacterLanguageModel.Load());
        Assert.Equal(6, reader.Crops);
    }

    static PageLine Line(params int[] places) => new([.. places.Select(left => Piece(Ring(), left, 60))], new LineCurve(100, 0, 0), 40, 4);

    static InkMask Ring() => new InkDrawing(34, 40, 4).Ellipse(17, 20, 15, 18).Mask;

    static InkPiece Piece(InkMask mask, int left, int top) => new(new LetterBox(top, left, top + mask.Height, left + mask.Width), mask, mask.Ink.Count(one => one >= 128));

    // Says O of what is about as wide as it is high, and "not one character" of all else.
    sealed class WidthReader : ICharacterReader
    {
        public int Crops { get; private set; }

        public float[][] Read(IReadOnlyList<CharacterCrop> crops)
        {
            Crops += crops.Count;
            return [.. crops.Select(Read)];
        }

        static float[] Read(CharacterCrop crop)
        {
            int Extent(Func<int, int, float> at) => Enumerable.Range(0, CharacterCrop.Side).Count(i => Enumerable.Range(0, CharacterCrop.Side).Any(k => at(i, k) < 0.5f));
            double width = Extent((x, y) => crop.Pixels[(y * CharacterCrop.Side) + x]), height = Math.Max(1, Extent((y, x) => crop.Pixels[(y * CharacterCrop.Side) + x]));
            return HandMadeLine.Answer(('O', width / height is > 0.7 and < 1.15 ? 0.95 : 0.02));
        }
    }
}
