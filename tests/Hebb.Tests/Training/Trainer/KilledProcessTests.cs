using System.Diagnostics;
using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>A training that is killed without warning, again and again, ends with the bits of one that was left alone.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public async Task AKilledTrainingResumesToTheSameBits()
    {
        const int Kills = 20;
        using var alone = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        using (Process process = Start(alone.Path, isSlow: false)) await End(process);

        var random = new Generator((ulong)Environment.TickCount64);
        int cut = 0;
        for (int i = 0; i < Kills; i++)
        {
            string? before = new CheckpointFolder(killed.Path).LastPath;
            using Process process = Start(killed.Path, isSlow: true);

            // Every fourth kill may come at any time from the start on, the others after the next checkpoint or while it is written.
            if (i % 4 != 3)
            {
                while (!process.HasExited && new CheckpointFolder(killed.Path).LastPath == before) await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            if (process.WaitForExit(random.NextInt(0, i % 4 == 3 ? 400 : 80))) break;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            cut++;
        }

        using (Process process = Start(killed.Path, isSlow: false)) await End(process);
        Assert.Equal(Kills, cut);
        Dictionary<string, Tensor> expected = Safetensors.Load(alone.File("final.safetensors")), found = Safetensors.Load(killed.File("final.safetensors"));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, Tensor value) in expected)
        {
            if (value.DType == DType.Float64) Assert.Equal(value.ToArray<double>(), found[name].ToArray<double>());
            else Assert.Equal(value.ToArray<float>(), found[name].ToArray<float>());
        }
    }

    static Process Start(string folder, bool isSlow)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Interrupted.dll"), folder, .. isSlow ? (string[])["slow"] : []]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["HEBB_THREADS"] = "2";
        return Process.Start(start)!;
    }

    static async Task End(Process process)
    {
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}
