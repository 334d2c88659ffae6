using System.Runtime.CompilerServices;

namespace Hebb.Tests;

/// <summary>Trainings that tests start are not remembered among the user's own.</summary>
static class RunsOfTests
{
    [ModuleInitializer]
    internal static void Redirect()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"hebb-test-runs-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        Environment.SetEnvironmentVariable("HEBB_RUNS", Path.Combine(folder, "runs.db"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A run still has it open; temporary files go with the machine.
            }
        };
    }
}
