using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Tests;

/// <summary>A page as a reader would hand it out, made from a drawn one: every box is known. Each seventh character is doubtful, each fifth unsure.</summary>
static class HandMadePage
{
    const int Side = 32;

    public static PageText Of(DrawnPage drawn, IReadOnlyList<string>? remarks = null, string? wholeWord = null)
    {
        var lines = new List<TextLine>();
        int next = 0;
        foreach (string line in drawn.Text.Split('\n'))
        {
            TextWord[] words = [.. line.Split(' ').Select(word =>
            {
                TextCharacter[] characters = [.. word.Select(letter => Character(letter, drawn.Boxes[next], next++, drawn.Image, word == wholeWord))];
                return new TextWord(characters, Around(characters.Select(one => one.Box)), word == wholeWord);
            })];
            lines.Add(new TextLine(words, Around(words.Select(word => word.Box))));
        }

        byte[] ink = drawn.Image.ToGrey().Pixels.ToArray();
        for (int i = 0; i < ink.Length; i++) ink[i] = (byte)(ink[i] < 110 ? 255 : 0);
        var letters = new FoundLetters(new InkMask(drawn.Image.Width, drawn.Image.Height, ink), [.. lines.Select(line => (IReadOnlyList<LetterBox>)[.. line.Words.SelectMany(word => word.Characters).Select(one => one.Box)])]);
        return new PageText(lines, letters, 0, remarks ?? []);
    }

    public static PageText Empty(Image image, params string[] remarks) =>
        new([], new FoundLetters(new InkMask(image.Width, image.Height, new byte[image.Width * image.Height]), []), 0, remarks);

    static TextCharacter Character(char letter, LetterBox box, int index, Image image, bool isWhole)
    {
        double confidence = index % 7 == 6 ? 0.47 : index % 5 == 4 ? 0.74 : 0.98;
        (char Character, double Probability)[] alternatives = [(letter, confidence), ('<', Math.Round(1 - confidence - 0.005, 3))];
        int left = Math.Max(0, box.Left), top = Math.Max(0, box.Top), width = Math.Min(image.Width - left, box.Width), height = Math.Min(image.Height - top, box.Height);
        Tensor? crop = isWhole || width <= 0 || height <= 0 ? null : image.Crop(left, top, width, height).ToGrey().Resize(Side, Side).ToTensor().Reshape(Side, Side);
        return new TextCharacter(letter, box, confidence, alternatives, crop);
    }

    static LetterBox Around(IEnumerable<LetterBox> boxes) => boxes.Aggregate((a, b) => a.Union(b));
}
