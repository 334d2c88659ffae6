using System.Globalization;
using System.Text;
using Hebb.Cli;
using Spectre.Console;

namespace Hebb.Tests;

/// <summary>A terminal in memory: it takes what a program writes, wraps lines anew when its width changes, and knows what can be seen.</summary>
sealed class Screen : IAnsiConsoleOutput
{
    readonly StringWriter written = new() { NewLine = "\n" };
    readonly List<string> lines = [string.Empty];
    int read;

    public Screen(int width, int height, bool isColored = true)
    {
        (Width, Height) = (width, height);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = isColored ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            Out = this,
        });
        console.Profile.Capabilities.Unicode = true;
        Terminal = new Terminal(console, console, isLive: true, CancellationToken.None);
    }

    public Terminal Terminal { get; }

    public int Width { get; set; }

    public int Height { get; set; }

    public TextWriter Writer => written;

    public bool IsTerminal => true;

    /// <summary>Everything that was written, with its escape sequences.</summary>
    public string Raw => written.ToString();

    /// <summary>The lines that stand on the screen now.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            Take();
            return lines;
        }
    }

    public void SetEncoding(Encoding encoding)
    {
    }

    void Take()
    {
        string text = Raw;
        while (read < text.Length)
        {
            char c = text[read++];
            if (c == '\n') lines.Add(string.Empty);
            else if (c == '\u001b') Obey(text);
            else if (c != '\r') lines[^1] += c;
            else Assert.Equal(string.Empty, lines[^1]);
        }
    }

    // "\e[3A" goes up, "\e[J" takes away what lies below, "\e[1m" and its like are looks.
    void Obey(string text)
    {
        int end = read + 1;
        while (!char.IsAsciiLetter(text[end])) end++;
        string number = text[(read + 1)..end];
        char order = text[end];
        read = end + 1;
        if (order == 'A')
        {
            // Over whole lines only, each as many rows as it takes at the present width.
            lines.RemoveAt(lines.Count - 1);
            for (int rows = int.Parse(number, CultureInfo.InvariantCulture); rows > 0; lines.RemoveAt(lines.Count - 1)) rows -= Math.Max(1, (lines[^1].Length + Width - 1) / Width);
            lines.Add(string.Empty);
        }
        else
        {
            Assert.Contains(order, "Jm");
        }
    }
}
