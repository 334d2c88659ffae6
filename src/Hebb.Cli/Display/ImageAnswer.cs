namespace Hebb.Cli.Display;

/// <summary>An image's likeliest classes, each with a bar.</summary>
static class ImageAnswer
{
    const int BarWidth = 24, MaxName = 30;

    public static void Write(Terminal terminal, string path, IReadOnlyList<string> classes, float[] probabilities, int shown)
    {
        string[] names = [.. classes.Select(Printable.Line)];
        path = Printable.Line(path);
        int[] best = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).ThenBy(i => i).Take(shown)];

        // Past the console: paths are not broken, and a first answer need not wait for it.
        TextWriter writer = terminal.Out.Profile.Out.Writer;
        if (shown == 1)
        {
            writer.WriteLine($"{path}: {names[best[0]]} ({Figures.Percent(probabilities[best[0]])})");
            return;
        }

        int name = Math.Min(MaxName, best.Max(i => TextWidth.Of(names[i])));
        writer.WriteLine(path);
        foreach (int i in best) writer.WriteLine($"  {TextWidth.PadRight(TextWidth.Cut(names[i], name), name)}  {Bar.Of(probabilities[i], BarWidth)} {Figures.Percent(probabilities[i]),7}");
        writer.WriteLine();
    }
}
