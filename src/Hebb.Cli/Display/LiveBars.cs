using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>A bar for each piece of work that is under way, below the lines that are said meanwhile; they are gone when all is done. Several threads may use it.</summary>
sealed class LiveBars(IAnsiConsole console) : IDisposable
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    readonly Lock gate = new();
    readonly LiveRegion region = new(console);
    readonly List<(string Work, double Part, string[] Words, string Note)> bars = [];
    long drawn;

    /// <summary>Writes a line above the bars.</summary>
    public void Say(string line)
    {
        lock (gate)
        {
            region.Clear();
            console.WriteUnbroken(Markup.Escape(line));
            Draw();
        }
    }

    /// <summary>Moves the bar of a piece of work; one that is done has none.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="part">How much of it, 0 to 1.</param>
    /// <param name="words">What stands behind the bar, the most important first.</param>
    /// <param name="note">What stands below it; nothing if it is empty.</param>
    public void Move(string work, double part, string[] words, string note = "")
    {
        lock (gate)
        {
            int at = bars.FindIndex(bar => string.Equals(bar.Work, work, StringComparison.Ordinal));
            bool changes = at < 0 || part >= 1;
            if (at >= 0) bars.RemoveAt(at);
            if (part < 1) bars.Insert(at < 0 ? bars.Count : at, (work, part, words, note));
            if (changes || Stopwatch.GetElapsedTime(drawn) >= Frame) Draw();
        }
    }

    /// <summary>Takes the bars away until one moves again, for what others write.</summary>
    public void Pause()
    {
        lock (gate) region.Clear();
    }

    public void Dispose() => region.Clear();

    void Draw()
    {
        drawn = Stopwatch.GetTimestamp();
        var lines = new List<IRenderable>();
        foreach ((_, double part, string[] words, string note) in bars)
        {
            lines.Add(ProgressLine.Of(part, region.Width, words));
            if (note.Length > 0) lines.Add(ProgressLine.Note(note, region.Width));
        }

        region.Draw(lines);
    }
}
