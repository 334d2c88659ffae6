using System.Diagnostics;
using Hebb.Cli.Configuration;
using Hebb.Formats;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Sweeping;

/// <summary>Runs one trial as a process of its own: begins it, resumes it if it was interrupted, or finds it done.</summary>
static class TrialProcess
{
    /// <summary>Runs a trial to its end.</summary>
    /// <param name="folder">Its folder; its configuration lies beside it.</param>
    /// <param name="config">Its settings.</param>
    /// <param name="tracks">Whether it is recorded.</param>
    /// <param name="stop">Cancelled when it should end.</param>
    /// <returns>Its accuracy on the validation images, or why it failed.</returns>
    public static async Task<TrialResult> Run(string folder, TrainingSettings config, bool tracks, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(folder, ClassifierFiles.CardName)))
        {
            string file = folder + ".json";
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            ConfigFile.Write(file, config);
            bool begun = File.Exists(Path.Combine(folder, ConfigFile.Name));
            string[] words = begun ? ["resume", folder] : ["train", "--config", file, "--out", folder];
            (int code, string problem) = await Start(tracks ? words : [.. words, "--no-track"], folder + ".log", stop).ConfigureAwait(false);
            if (code != ExitCode.Success) return new TrialResult(double.NaN, problem);
        }

        return new TrialResult(ClassifierFiles.ReadCard(Path.Combine(folder, ClassifierFiles.CardName)).Scores.Validation ?? double.NaN, null);
    }

    static async Task<(int Code, string Problem)> Start(string[] words, string log, CancellationToken stop)
    {
        string program = Environment.ProcessPath ?? throw new HebbException("It is not known which program this is, so it cannot run trials as processes.");
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // Run by the framework's host, the program is the library that it was given.
        if (Path.GetFileNameWithoutExtension(program) is "dotnet") start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"));
        foreach (string word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Its last checkpoint stays, and the sweep resumes from it next time.
            process.Kill(entireProcessTree: true);
            throw;
        }

        string problem = await error.ConfigureAwait(false), said = await output.ConfigureAwait(false);
        try
        {
            AtomicFile.Write(log, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(said + problem)));
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // The trial has ended as it has, with or without a log of it.
        }

        return (process.ExitCode, problem.Split('\n')[0].Replace("error: ", string.Empty, StringComparison.Ordinal));
    }
}

/// <summary>How a trial ended.</summary>
/// <param name="Val">The accuracy on the validation images; NaN if it failed.</param>
/// <param name="Problem">Why it failed; null if it did not.</param>
sealed record TrialResult(double Val, string? Problem);
