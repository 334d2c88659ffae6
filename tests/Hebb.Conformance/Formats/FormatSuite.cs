using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Conformance.Formats;

/// <summary>
/// Checks the readers against a folder of samples: every file that expected.json describes must hold what it says, every file whose name begins with "bad_"
/// must be refused, and every other file must open and load.
/// </summary>
public static class FormatSuite
{
    const string Expectations = "expected.json";
    static readonly string[] Images = [".png", ".jpg", ".bmp", ".ppm", ".gif", ".webp", ".tif", ".tiff", ".tga"];

    /// <summary>Runs all samples.</summary>
    /// <param name="folder">The folder with expected.json.</param>
    /// <param name="output">Where failures are printed, one line for each problem.</param>
    /// <returns>How many files passed and failed.</returns>
    public static (int Passed, int Failed) Run(string folder, TextWriter output)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Expectations)));
        int passed = 0, failed = 0;
        var known = new HashSet<string>(StringComparer.Ordinal) { Expectations };
        foreach (JsonProperty sample in json.RootElement.EnumerateObject())
        {
            foreach (string name in Variants(sample.Name))
            {
                known.Add(name);
                Count(name, () => Problems(folder, name, sample.Value));
            }
        }

        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (!known.Contains(name) && !name.EndsWith(".md", StringComparison.Ordinal)) Count(name, () => Opens(path));
        }

        return (passed, failed);

        void Count(string name, Func<IReadOnlyList<string>> check)
        {
            IReadOnlyList<string> problems;
            try
            {
                problems = check();
            }
            catch (Exception e)
            {
                problems = [$"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"];
            }

            if (problems.Count == 0)
            {
                passed++;
                return;
            }

            failed++;
            output.WriteLine($"FAIL {name}");
            foreach (string problem in problems) output.WriteLine($"     {problem}");
        }
    }

    // "a[.gz]" stands for the plain and the packed file.
    static IEnumerable<string> Variants(string name)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? [name] : [name[..bracket], name[..bracket] + name[(bracket + 1)..^1]];
    }

    static IReadOnlyList<string> Problems(string folder, string name, JsonElement expected)
    {
        string path = Path.Combine(folder, name);
        if (name.StartsWith("bad_", StringComparison.Ordinal)) return Refused(path);
        if (Images.Contains(Path.GetExtension(name), StringComparer.Ordinal)) return ImageCheck.Problems(path, expected);
        using TensorFile file = TensorFile.Open(path);
        if (expected.ValueKind == JsonValueKind.String) return SameContentCheck.Problems(file, folder);
        return new ContentCheck(file).Problems(expected);
    }

    static IReadOnlyList<string> Refused(string path)
    {
        try
        {
            using TensorFile file = TensorFile.Open(path);
            file.LoadAll();
            return [$"was read as {file.Format}; it must be refused"];
        }
        catch (FormatErrorException)
        {
            return [];
        }
    }

    static IReadOnlyList<string> Opens(string path)
    {
        if (Images.Contains(Path.GetExtension(path), StringComparer.Ordinal))
        {
            _ = Hebb.Images.Image.Load(path);
            return [];
        }

        using TensorFile file = TensorFile.Open(path);
        return file.LoadAll().Count == 0 ? ["holds no tensor"] : [];
    }
}
