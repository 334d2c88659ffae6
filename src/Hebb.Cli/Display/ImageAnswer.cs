using Hebb.Vision.Insight;

namespace Hebb.Cli.Display;

/// <summary>An image's likeliest classes, each with a bar.</summary>
static class ImageAnswer
{
    const int BarWidth = 24, MaxName = 30;

    public static void Write(Terminal terminal, string path, IReadOnlyList<ClassProbability> likeliest)
    {
        string[] names = [.. likeliest.Select(one => Printable.Line(one.Name))];
        path = Printable.Line(path);

        // Past the console: paths are not broken, and a first answer need not wait for it.
        TextWriter writer = terminal.Out.Profile.Out.Writer;
        if (names.Length == 1)
        {
            writer.WriteLine($"{path}: {names[0]} ({NumberFormat.Percent(likeliest[0].Probability)})");
            return;
        }

        int name = Math.Min(MaxName, names.Max(TextWidth.Of));
        writer.WriteLine(path);
        for (int i = 0; i < names.Length; i++) writer.WriteLine($"  {TextWidth.PadRight(TextWidth.Cut(names[i], name), name)}  {Bar.Of(likeliest[i].Probability, BarWidth)} {NumberFormat.Percent(likeliest[i].Probability),7}");
        writer.WriteLine();
    }
}
