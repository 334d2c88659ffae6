using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

public sealed class PenRendererTests
{
    // Pixels exactly between two grey values fall to either side by the last bit of a square root.
    const long Ties = 5;

    [Fact]
    public void DrawsTheReferenceItemsAsTheirReadmeSays()
    {
        List<PenItem> items = PenFile.Read(Repository.RequireShared("data", "words", "valid.jsonl.gz"));
        (string Text, int Width, int Height, long Ink)[] expected = [("portfolio", 226, 70, 423_514), ("Cedar Falls", 234, 53, 463_848), ("bed. He hoped he couldn't.", 624, 77, 842_929)];
        for (int i = 0; i < expected.Length; i++)
        {
            InkMask mask = PenRenderer.Draw(items[i].Strokes);
            Assert.Equal((expected[i].Text, expected[i].Width, expected[i].Height), (items[i].Text, mask.Width, mask.Height));
            Assert.InRange(mask.Ink.Sum(ink => (long)ink), expected[i].Ink - Ties, expected[i].Ink + Ties);
        }
    }

    [Fact]
    public void ADotIsADiscAndALineHasThePensWidth()
    {
        InkMask dot = PenRenderer.Draw([[5, 5]], pen: 9);
        Assert.InRange(dot.Ink.Sum(ink => ink / 255.0), Math.PI * 4.5 * 4.5 * 0.97, Math.PI * 4.5 * 4.5 * 1.03);
        InkMask line = PenRenderer.Draw([[0, 0, 100, 0]], pen: 3);
        double column = 0;
        for (int y = 0; y < line.Height; y++) column += line.Ink[(y * line.Width) + (line.Width / 2)] / 255.0;
        Assert.Equal(3, column, 0.02);
    }

    [Fact]
    public void DrawingOverAMaskKeepsTheDarkerInk()
    {
        var mask = new InkMask(20, 10, new byte[200]);
        Array.Fill(mask.Ink, (byte)90);
        PenRenderer.Draw(mask, [[2, 5, 12, 5]], 1, 2, 0, 0);
        Assert.Equal(255, mask.Ink[(5 * 20) + 6]);
        Assert.Equal(90, mask.Ink[(1 * 20) + 6]);
        Assert.Equal(90, mask.Ink.Min());
    }
}
