using System.CommandLine;
using Hebb.Cli.Images;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Transforms;
using Spectre.Console;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb show transform</c>: writes a sheet with an image and what a transform makes of it.</summary>
sealed class ShowTransformCommand : DocumentedCommand
{
    const int Draws = 15, LongestSide = 256;

    readonly Argument<string?> name = new("name")
    {
        Description = "Which transform.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<bool> list = new("--list") { Description = "List the transforms and their settings." };
    readonly Option<string?> image = CheckedOption.Path("--image", "The image to change [default: a test image].", "FILE");
    readonly Option<ulong?> seed = CheckedOption.Seed("The seed of the random numbers [default: 0].");
    readonly Option<string?> path = CheckedOption.Path("--out", "The PNG file to write [default: NAME.png].", "FILE");

    public ShowTransformCommand(Terminal terminal)
        : base("transform", "Write a sheet with an image and what a transform makes of it.")
    {
        Add(name);
        foreach (Option option in (Option[])[list, image, seed, path]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
        [$"The image comes first, then {Draws} draws. An image longer than {LongestSide} pixels is made smaller before. The file is replaced if it is there."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb show transform --list", "Lists the transforms."),
        ("hebb show transform random-affine", "Writes random-affine.png."),
        ("hebb show transform color-jitter --image cat.jpg --out cats.png", "Changes the colours of an image of yours."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? word = result.GetValue(name);
        if (word is null)
        {
            if (!result.GetValue(list)) throw new UsageException("'hebb show transform' needs the name of a transform.", "hebb show transform --list shows them.");
            foreach (NamedTransform one in NamedTransform.All)
            {
                terminal.Out.MarkupLine($"[bold]{Markup.Escape(one.Name)}[/]");
                terminal.Out.WriteLine($"    {one.Settings}");
            }

            return ExitCode.Success;
        }

        if (word.StartsWith('-')) throw ParseProblem.Unknown(word, this);
        NamedTransform named = NamedTransform.All.FirstOrDefault(t => string.Equals(t.Name, word, StringComparison.Ordinal)) ?? throw new UsageException(
            $"There is no transform '{word}'.",
            Suggestion.Nearest(word, NamedTransform.All.Select(t => t.Name)) is { } near ? $"Did you mean 'hebb show transform {near}'?" : "hebb show transform --list shows them.");

        string target = result.GetValue(path) ?? $"{named.Name}.png";
        if (!target.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"--out takes the name of a PNG file; it got '{target}'.", CommandText.Of("show", "transform", named.Name, "--out", $"{target}.png"));
        OutputFolder.RequireFor(target);
        Tensor original = result.GetValue(image) is { } source ? Load(source) : TestImage.Make();
        Transform transform = named.Make(new ImageSize(original.Shape[0], original.Shape[1], original.Shape[2]));
        var generator = new Generator(result.GetValue(seed) ?? 0);
        var images = new List<Tensor> { original };
        for (int i = 0; i < (transform.IsRandom ? Draws : 1); i++) images.Add(transform.Apply(original, generator));
        Image sheet = ContactSheet.Of(images);
        sheet.Save(target);
        terminal.Out.WriteLine(named.Settings);
        terminal.Out.Profile.Out.Writer.WriteLine($"{Printable.Line(target)}: {sheet.Width} × {sheet.Height} pixels, the image and {(images.Count == 2 ? "its change" : $"{images.Count - 1} draws")}.");
        return ExitCode.Success;
    }

    // On white where it is transparent, and not too large for a sheet.
    static Tensor Load(string path)
    {
        Tensor loaded = Image.Load(path).WithoutOpacity().ToTensor();
        int height = loaded.Shape[1], width = loaded.Shape[2], longest = Math.Max(height, width);
        if (longest <= LongestSide) return loaded;
        return new Resize(Math.Max(1, height * LongestSide / longest), Math.Max(1, width * LongestSide / longest)).Apply(loaded);
    }
}
