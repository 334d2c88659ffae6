using Hebb.Images;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading;

/// <summary>Finds the handwritten letters of a photograph, without reading them.</summary>
/// <example><code>
/// FoundLetters found = LetterFinder.FindLetters(Image.Load("page.jpg"));
/// foreach (LetterBox box in found.Boxes) Console.WriteLine(box);        // [y1, x1, y2, x2]
/// Tensor ink = found.ToTensor(InkPolarity.WhiteInkOnBlack);             // [height, width]
/// </code></example>
public static class LetterFinder
{
    /// <summary>The boxes of the letters, line by line, and the clean page.</summary>
    /// <param name="image">A photograph of 1 to 4 channels; the writing stands upright.</param>
    /// <remarks>Letters drawn in several pieces are put together by the places of the pieces alone; letters that touch stay together. <see cref="HandwritingReader"/> does both with the help of its networks.</remarks>
    public static FoundLetters FindLetters(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Letters(PageAnalysis.Analyze(image));
    }

    /// <summary>The letters of a page that was analysed.</summary>
    internal static FoundLetters Letters(PageLayout layout) =>
        new(layout.ToImageInk(), [.. layout.Lines.Select(line => (IReadOnlyList<LetterBox>)[.. LetterMerging.Merge(line).Select(letter => layout.ToImage(LetterMerging.Box(letter)))])]);
}
