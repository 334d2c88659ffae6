namespace Hebb.Backends;

/// <summary>
/// The environment variables that set up the engine, looked at once. A wrong value is found here and told at the first tensor, not inside a type initializer, whose error nobody
/// can read.
/// </summary>
internal static class EngineSettings
{
    /// <summary>Whether neighbouring layers run as one kernel: on or off.</summary>
    internal const string Fusion = "HEBB_FUSION";

    /// <summary>What is wrong, or null. A constant for optimised code, so that the question costs nothing.</summary>
    internal static readonly SettingException? Problem = Find(Environment.GetEnvironmentVariable);

    /// <summary>Throws if a variable holds what it cannot.</summary>
    /// <exception cref="SettingException">One does; the message names it, its value and what is allowed.</exception>
    internal static void Check()
    {
        // A new object each time, with the place of whoever asked.
        if (Problem is { } problem) throw new SettingException(problem.Message);
    }

    internal static SettingException? Find(Func<string, string?> variable)
    {
        try
        {
            Threads.Parse(variable(Threads.Variable));
            Cpu.SimdWidth.Parse(variable(Cpu.SimdWidth.Variable));
            ParseFusion(variable(Fusion));
            return null;
        }
        catch (SettingException problem)
        {
            return problem;
        }
    }

    internal static bool ParseFusion(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return true;
        return setting.Trim().ToUpperInvariant() switch
        {
            "ON" => true,
            "OFF" => false,
            _ => throw new SettingException($"The environment variable {Fusion} must be on or off, but it is '{setting}'.", "Unset it to run neighbouring layers as one kernel where that is known."),
        };
    }
}
