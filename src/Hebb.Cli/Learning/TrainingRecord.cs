using System.Text;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Tracking;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Learning;

/// <summary>The record of a training in the database of runs: begun with it, gone on with when it is resumed. A broken database stops nobody from training.</summary>
static class TrainingRecord
{
    /// <summary>The fact that says where a run lies.</summary>
    public const string FolderFact = "folder";

    /// <summary>Begins the record of a run, or resumes it.</summary>
    /// <param name="place">The run's folder, which remembers the record's id.</param>
    /// <param name="resumes">Whether the run is resumed.</param>
    /// <param name="plan">Its settings.</param>
    /// <param name="model">Its network.</param>
    /// <param name="command">The command line.</param>
    /// <param name="tell">Told what cannot be recorded.</param>
    public static Run Of(RunDirectory place, bool resumes, TrainingPlan plan, Module model, string command, Action<string> tell)
    {
        try
        {
            if (resumes && IdOf(place) is { } id)
            {
                using var store = RunStore.Open();

                // Without a checkpoint the run begins anew, and all that was logged comes again.
                long step = new CheckpointFolder(place.File(RunDirectory.CheckpointsName)).LoadLast()?.Step ?? 0;
                return store.Resume(id, step, tell, takesOver: IsOf(place, store, id));
            }
        }
        catch (RunStoreException problem)
        {
            tell($"{problem.Message.Split('\n')[0]} This run is recorded as a new one, with all that its checkpoint knows.");
        }

        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(place.Path));
        Run run = Run.Start(name, command, plan.Settings.ToString(), plan.Seed, [plan.Model], tell);
        run.Describe("data", plan.Data);
        run.Describe("parameters", NumberFormat.Count(model.ParameterCount));
        run.Describe(FolderFact, Path.GetFullPath(place.Path));
        if (run.Id.Length == 0) return run;
        try
        {
            AtomicFile.Write(place.File(RunDirectory.RunIdName), stream => stream.Write(Encoding.UTF8.GetBytes(run.Id)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            tell($"{problem.Message} If the run is resumed, its record begins anew.");
        }

        return run;
    }

    /// <summary>Lets the record say that a run has ended, where it was killed between its last file and its last word.</summary>
    public static void Settle(RunDirectory place)
    {
        try
        {
            using var store = RunStore.Open();
            if (IdOf(place) is { } id && store.Find(id) is { State: RunState.Running or RunState.Interrupted }) store.Resume(id, warn: _ => { }, takesOver: IsOf(place, store, id)).Finish();
        }
        catch (Exception problem) when (problem is HebbException or IOException or UnauthorizedAccessException)
        {
            // The record is of no use to whoever asks here.
        }
    }

    // Nobody is at work in a run whose folder is ours, whatever it looks like; a copy of the folder is another matter.
    static bool IsOf(RunDirectory place, RunStore store, string id) =>
        store.Find(id) is not null && store.Facts(id).Any(fact => fact.Key is FolderFact && string.Equals(fact.Value, Path.GetFullPath(place.Path), StringComparison.Ordinal));

    // Anything but an id could mean another run.
    static string? IdOf(RunDirectory place)
    {
        const int Length = 8;
        string file = place.File(RunDirectory.RunIdName);
        return File.Exists(file) && InputFile.ReadAllText(file).Trim() is { Length: Length } id && id.All(char.IsAsciiLetterOrDigit) ? id : null;
    }
}
