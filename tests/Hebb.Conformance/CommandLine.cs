using System.Globalization;
using Hebb.Conformance.Formats;
using Hebb.Conformance.Fuzzing;
using Hebb.Conformance.Reading;
using Hebb.Conformance.Shapes;
using Hebb.Conformance.Training;
using Hebb.Formats;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Conformance;

/// <summary>Reads the command line. Exit codes: 0 every case passed, 1 a case failed, 2 the command or the folder is wrong.</summary>
public static class CommandLine
{
    const string Usage = """
        usage: Hebb.Conformance golden DIR [--dtype float32|float64|both] [--family NAME]
               Hebb.Conformance formats DIR
               Hebb.Conformance fuzz DIR [--count N] [--seed N] [--format NAME]
               Hebb.Conformance shapes [--count N] [--seed N]
               Hebb.Conformance training [--save FILE] [--against FILE] [--tolerance X]
               Hebb.Conformance reading DIR [--part pages|stress|textures|composed] [--only TEXT] [--show yes|no] [--save DIR]

          golden DIR       runs every case of the folder's manifest.json against Hebb
          --dtype TYPE     compute in Float64, in Float32, or in both (the default); a case passes when every run of it does
          --family NAME    only the cases of one family

          formats DIR      reads every file of the folder: what expected.json describes must be so, bad_* must be refused, the rest must open

          fuzz DIR         damages the folder's files in many ways and opens them: only the documented error may come, within 2 s and 8 times the file's size + 64 MB
          --count N        damaged files for each format (20,000 unless given)
          --seed N         where the damage begins (1 unless given); the same seed gives the same files
          --format NAME    only one format; its names are printed while it runs

          shapes           calls every public operation, layer and image transform with shapes, strides, paddings, dilations and axes near 2^31, 2^32 and below zero, in a
                           child process: only documented errors may come, within 2 s a call
          --count N        calls in all (20,000 unless given)
          --seed N         where the situations begin (1 unless given); the same seed gives the same calls

          training         one epoch of a small convolutional network on the embedded digits, on one thread and from fixed seeds: prints the losses and the weights' checksum
          --save FILE      writes losses and weights (safetensors), for another processor or another vector width (HEBB_SIMD) to be compared with
          --against FILE   every loss and weight must be as in a file that --save wrote
          --tolerance X    by how much they may differ, relative to numbers above 1 (0, the same bits, unless given)

          reading DIR      reads the folder's photographs, whose text its transcriptions.json says, with and without the language model, then under stress (blur, noise, shadow,
                           turned, scaled, compressed, inverted, coloured ink), then twenty textures without writing: error rates against their limits
          --part PART      only that: pages, stress, textures, or composed: DIR is then the folder of data sets, of whose held-back handwriting pages are composed
          --only TEXT      only photographs whose name holds that text; with --part stress the stresses
          --show yes       prints what was read
          --save DIR       with --part composed: only writes the composed pages there
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h"])
        {
            output.WriteLine(Usage);
            return 0;
        }

        try
        {
            return args switch
            {
                ["golden", { } folder, .. { } options] => Golden(folder, options, output, errors),
                ["formats", { } folder] => Formats(folder, output),
                ["fuzz", { } folder, .. { } options] => Fuzz(folder, options, output, errors),
                ["shapes", .. { } options] => Shaped(options, output, errors),
                ["training", .. { } options] => Trained(options, output, errors),
                ["reading", { } folder, .. { } options] => Read(folder, options, output, errors),
                ["shapes-child", { } first, { } count, { } seed] => ShapedChild(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), output),
                _ => Wrong(errors, "expected: golden DIR, formats DIR, fuzz DIR, shapes, training or reading DIR"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HebbException)
        {
            return Wrong(errors, e.Message);
        }
    }

    static int Formats(string folder, TextWriter output)
    {
        (int passed, int failed) = FormatSuite.Run(folder, output);
        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    static int Fuzz(string folder, string[] options, TextWriter output, TextWriter errors)
    {
        int count = 20_000;
        ulong seed = 1;
        string? format = null;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            bool isKnown = options[i] switch
            {
                "--count" => int.TryParse(options[i + 1], CultureInfo.InvariantCulture, out count) && count > 0,
                "--seed" => ulong.TryParse(options[i + 1], CultureInfo.InvariantCulture, out seed),
                "--format" => (format = options[i + 1]) is not null,
                _ => false,
            };
            if (!isKnown) return Wrong(errors, $"'{options[i]} {options[i + 1]}' is not understood");
        }

        IReadOnlyList<FuzzTarget> targets = FuzzTarget.Of(folder);
        if (format is not null && targets.All(target => target.Name != format)) return Wrong(errors, $"there is no format '{format}' in '{folder}'; there are {string.Join(", ", targets.Select(target => target.Name))}");
        int failed = 0, total = 0;
        foreach (FuzzTarget target in targets.Where(target => format is null || target.Name == format))
        {
            FuzzResult result = FuzzRun.Run(target, count, seed, output);
            total += result.Count;
            failed += result.Failed;
            output.WriteLine($"{target.Name,-12} {result.Count,6} files, {result.Refused,6} refused, {result.Failed} failed, slowest {result.Slowest.TotalMilliseconds,5:F0} ms, most memory {result.MaxMemory / 1048576.0,5:F1} MB");
        }

        output.WriteLine($"{total - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    static int Shaped(string[] options, TextWriter output, TextWriter errors)
    {
        int count = 20_000, seed = 1;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            bool isKnown = options[i] switch
            {
                "--count" => int.TryParse(options[i + 1], CultureInfo.InvariantCulture, out count) && count > 0,
                "--seed" => int.TryParse(options[i + 1], CultureInfo.InvariantCulture, out seed),
                _ => false,
            };
            if (!isKnown) return Wrong(errors, $"'{options[i]} {options[i + 1]}' is not understood");
        }

        ShapeFuzzResult result = ShapeFuzz.Run(count, seed, output);
        output.WriteLine($"{result.Calls} calls of {result.Callables} operations, methods, layers and transforms: {result.Refused} refused, {result.Failed} failed, slowest {result.Slowest.TotalMilliseconds:F0} ms");
        output.WriteLine($"{result.Calls - result.Failed} passed, {result.Failed} failed");
        return result.Failed == 0 ? 0 : 1;
    }

    static int ShapedChild(int first, int count, int seed, TextWriter output)
    {
        ShapeFuzz.RunChild(first, count, seed, output);
        return 0;
    }

    static int Trained(string[] options, TextWriter output, TextWriter errors)
    {
        string? save = null, against = null;
        double tolerance = 0;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            bool isKnown = options[i] switch
            {
                "--save" => (save = options[i + 1]) is not null,
                "--against" => (against = options[i + 1]) is not null,
                "--tolerance" => double.TryParse(options[i + 1], CultureInfo.InvariantCulture, out tolerance) && tolerance is >= 0 and < double.PositiveInfinity,
                _ => false,
            };
            if (!isKnown) return Wrong(errors, $"'{options[i]} {options[i + 1]}' is not understood");
        }

        DigitsTraining? other = against is null ? null : DigitsTraining.Load(against);
        DigitsTraining training = DigitsTraining.Run(output);
        if (save is not null) training.Save(save);
        if (other is null) return 0;
        (int passed, IReadOnlyList<string> problems) = training.Compare(other, tolerance);
        foreach (string problem in problems) output.WriteLine($"FAIL {problem}");
        output.WriteLine($"{passed} passed, {problems.Count} failed");
        return problems.Count == 0 ? 0 : 1;
    }

    static int Read(string folder, string[] options, TextWriter output, TextWriter errors)
    {
        string? part = null, only = null;
        string? save = null;
        bool shows = false;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            bool isKnown = options[i] switch
            {
                "--part" => (part = options[i + 1]) is "pages" or "stress" or "textures" or "composed",
                "--save" => (save = options[i + 1]) is not null,
                "--only" => (only = options[i + 1]) is not null,
                "--show" => (shows = options[i + 1] == "yes") || options[i + 1] == "no",
                _ => false,
            };
            if (!isKnown) return Wrong(errors, $"'{options[i]} {options[i + 1]}' is not understood");
        }

        if (part is "composed") return Composed(folder, only, save, shows, output);
        IReadOnlyList<TranscribedPage> pages = TranscribedPage.Load(folder);
        int passed = 0, failed = 0;
        if (part is null or "pages") Count(ReadingGate.Pages([.. pages.Where(page => only is null || page.Name.Contains(only, StringComparison.OrdinalIgnoreCase))], output, shows));
        if (part is null or "stress") Count(ReadingGate.Stressed(pages, part is null ? null : only, output, shows));
        if (part is null or "textures") Count(ReadingGate.Empty(output));
        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;

        void Count((int Passed, int Failed) result) => (passed, failed) = (passed + result.Passed, failed + result.Failed);
    }

    static int Composed(string folder, string? only, string? save, bool shows, TextWriter output)
    {
        if (save is not null)
        {
            Directory.CreateDirectory(save);
            foreach ((string name, _, _, Func<Hebb.Images.Image> make) in ComposedPages.All(folder)) make().Save(Path.Combine(save, name.Replace(' ', '-') + ".png"));
            return 0;
        }

        (int passed, int failed) = ReadingGate.Composed(folder, only, output, shows);
        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    static int Golden(string folder, string[] options, TextWriter output, TextWriter errors)
    {
        DType[] types = [DType.Float64, DType.Float32];
        string? family = null;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            switch (options[i], options[i + 1])
            {
                case ("--dtype", "both"): break;
                case ("--dtype", "float32"): types = [DType.Float32]; break;
                case ("--dtype", "float64"): types = [DType.Float64]; break;
                case ("--dtype", var other): return Wrong(errors, $"--dtype is float32, float64 or both, not '{other}'");
                case ("--family", var name): family = name; break;
                default: return Wrong(errors, $"there is no option '{options[i]}'");
            }
        }

        GoldenManifest manifest = GoldenManifest.Load(folder);
        if (family is not null && !manifest.Cases.Any(c => c.Family == family))
            return Wrong(errors, $"no case of '{folder}' belongs to family '{family}'; there are {string.Join(", ", manifest.Cases.Select(c => c.Family).Distinct())}");
        RunResult result = Runner.Run(manifest.Cases.Where(c => family is null || c.Family == family), types, AdapterTable.All, output);
        output.WriteLine($"{result.Passed} passed, {result.Failed} failed");
        return result.Failed == 0 ? 0 : 1;
    }

    static int Wrong(TextWriter errors, string problem)
    {
        errors.WriteLine($"error: {problem}");
        errors.WriteLine(Usage);
        return 2;
    }
}
