using Hebb.Formats;

namespace Hebb.Conformance;

/// <summary>Reads the command line. Exit codes: 0 every case passed, 1 a case failed, 2 the command or the folder is wrong.</summary>
public static class CommandLine
{
    const string Usage = """
        usage: Hebb.Conformance golden DIR [--dtype float32|float64|both] [--family NAME]

          golden DIR       runs every case of the folder's manifest.json against Hebb
          --dtype TYPE     compute in Float64, in Float32, or in both (the default); a case passes when every run of it does
          --family NAME    only the cases of one family
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h"])
        {
            output.WriteLine(Usage);
            return 0;
        }

        if (args is not ["golden", { } folder, .. { } options]) return Wrong(errors, "expected: golden DIR");
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

        try
        {
            GoldenManifest manifest = GoldenManifest.Load(folder);
            if (family is not null && !manifest.Cases.Any(c => c.Family == family))
                return Wrong(errors, $"no case of '{folder}' belongs to family '{family}'; there are {string.Join(", ", manifest.Cases.Select(c => c.Family).Distinct())}");
            RunResult result = Runner.Run(manifest.Cases.Where(c => family is null || c.Family == family), types, AdapterTable.All, output);
            output.WriteLine($"{result.Passed} passed, {result.Failed} failed");
            return result.Failed == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatErrorException)
        {
            return Wrong(errors, e.Message);
        }
    }

    static int Wrong(TextWriter errors, string problem)
    {
        errors.WriteLine($"error: {problem}");
        errors.WriteLine(Usage);
        return 2;
    }
}
