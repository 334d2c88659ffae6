using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>
/// The last lines of a terminal, drawn again in place. No line is wider than the terminal and there are never more than it has rows, also after its size has changed:
/// what was drawn before is measured by the present width, because terminals wrap old lines anew.
/// </summary>
sealed class LiveRegion(IAnsiConsole console)
{
    // What a terminal is given that says nothing of its size, or nonsense.
    const int MinWidth = 20, MinHeight = 4;

    int[] drawn = [];

    /// <summary>The columns of a line.</summary>
    public int Width => Math.Max(MinWidth, console.Profile.Width);

    /// <summary>The lines that there is room for; the last row is the cursor's.</summary>
    public int Height => Math.Max(MinHeight, console.Profile.Height) - 1;

    /// <summary>Draws over what was drawn before. Where there are too many lines, the last ones are shown.</summary>
    public void Draw(IEnumerable<IRenderable> parts)
    {
        int width = Width;
        RenderOptions options = RenderOptions.Create(console, console.Profile.Capabilities);
        List<SegmentLine> lines = [];
        foreach (IRenderable part in parts) lines.AddRange(Segment.SplitLines(part.Render(options, width), width));
        while (lines.Count > 0 && IsBlank(lines[^1])) lines.RemoveAt(lines.Count - 1);
        if (lines.Count > Height) lines.RemoveRange(0, lines.Count - Height);

        List<Segment> frame = [Erase(width)];
        foreach (SegmentLine line in lines)
        {
            frame.AddRange(line);
            frame.Add(Segment.LineBreak);
        }

        console.Write(new Frame(frame));
        drawn = [.. lines.Select(line => Segment.CellCount(line))];
    }

    /// <summary>Takes away what was drawn, so that other lines can be written in its place.</summary>
    public void Clear()
    {
        console.Write(new Frame([Erase(Width)]));
        drawn = [];
    }

    Segment Erase(int width)
    {
        int rows = drawn.Sum(cells => Math.Max(1, (cells + width - 1) / width));
        return Segment.Control(rows > 0 ? $"\r\u001b[{rows}A\u001b[J" : "\r\u001b[J");
    }

    static bool IsBlank(SegmentLine line) => line.All(segment => string.IsNullOrWhiteSpace(segment.Text));

    sealed class Frame(IReadOnlyList<Segment> segments) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
