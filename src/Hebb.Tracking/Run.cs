using Hebb.Tracking.Storage;
using Hebb.Tracking.TensorBoard;

namespace Hebb.Tracking;

/// <summary>
/// A run at work. What it says is collected in memory and written by a thread of its own about once a second, so that logging costs less than a microsecond and never
/// waits for the disk. Nothing here throws because of the database: if it is locked or full, what was said waits until it can be written; if it is broken or gone, the user is told once
/// and the run continues unrecorded. Safe for use from several threads.
/// </summary>
/// <example>
/// <code>
/// using Run run = Run.Start("mnist", configuration: """{"epochs": 3}""", seed: 1);
/// for (int step = 0; step &lt; 100; step++) run.Log(step, "train loss", 1.0 / (1 + step));
/// run.Finish();
/// </code>
/// </example>
public sealed class Run : IDisposable
{
    static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1), HeartbeatEvery = TimeSpan.FromSeconds(10);

    readonly object gate = new();
    readonly Action<string> warn;
    readonly Thread? writer;
    RunBatch incoming = new(), outgoing = new();
    RunState? end;
    string? endProblem;
    long flushesAsked, flushesDone, dropped;
    bool isWarned, isWaiting;

    internal Run(RunLog? log, string id, string name, Action<string>? warn)
    {
        this.warn = warn ?? (static message => Console.Error.WriteLine($"warning: {message}"));
        Id = id;
        Name = name;
        StorePath = log?.Path;
        if (log is null) return;
        IsRecording = true;
        writer = new Thread(() => WriteUntilEnd(log)) { IsBackground = true, Name = $"run {id}" };
        writer.Start();
    }

    /// <summary>Eight letters and digits that name the run everywhere; empty for a run that could not be recorded from its beginning.</summary>
    public string Id { get; }

    /// <summary>The name that its user gave it.</summary>
    public string Name { get; }

    /// <summary>The database that it is written to; null for a run that could not be recorded from its beginning.</summary>
    public string? StorePath { get; }

    /// <summary>Whether what it says is (still) recorded.</summary>
    public bool IsRecording { get; private set; }

    /// <summary>
    /// Where every logged value also goes, for TensorBoard; null for nowhere. The run closes it at its end. Images and histograms are written to it directly. If its file
    /// cannot be written, the user is told once and it becomes null.
    /// </summary>
    public TensorBoardWriter? TensorBoard { get; set; }

    /// <summary>Begins a run, whatever the state of the database: where it cannot be recorded, the user is told why and gets a run that remembers nothing.</summary>
    /// <param name="name">A name for people; it need not be unique.</param>
    /// <param name="command">The command line that began it.</param>
    /// <param name="configuration">Its configuration, a JSON object.</param>
    /// <param name="seed">The seed of its random numbers.</param>
    /// <param name="tags">Words to find it by.</param>
    /// <param name="warn">Told, at most twice and perhaps from another thread, when something cannot be recorded; null for standard error.</param>
    /// <param name="path">The database; null for <see cref="RunStore.DefaultPath"/>.</param>
    /// <exception cref="ArgumentException">The configuration is no JSON object.</exception>
    public static Run Start(string name, string command = "", string configuration = "{}", ulong? seed = null, IEnumerable<string>? tags = null, Action<string>? warn = null, string? path = null)
    {
        try
        {
            using var store = RunStore.Open(path);
            return store.Begin(name, command, configuration, seed, tags, warn);
        }
        catch (RunStoreException problem)
        {
            var run = new Run(log: null, string.Empty, name, warn);
            run.Tell($"{Sentence(problem)} This run is not recorded; the work continues.");
            return run;
        }
    }

    /// <summary>A run that remembers nothing, for those who want none.</summary>
    /// <param name="name">A name for people.</param>
    public static Run Unrecorded(string name = "unrecorded") => new(log: null, string.Empty, name, warn: null);

    /// <summary>Remembers the value of a metric at a step. Logging the same step again replaces the value.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="name">The metric, such as <c>validation accuracy</c>.</param>
    /// <param name="value">The value; it may be infinite or no number.</param>
    public void Log(long step, string name, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Remember(step, name, value, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    /// <summary>Remembers several metrics of one step.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="values">Their names and values.</param>
    public void LogMany(long step, params ReadOnlySpan<(string Name, double Value)> values)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach ((string name, double value) in values)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(values));
            Remember(step, name, value, now);
        }
    }

    /// <summary>Remembers several metrics of one step.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="values">Their names and values.</param>
    public void LogMany(long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, double value) in values) Log(step, name, value);
    }

    /// <summary>Remembers a file that the run made.</summary>
    /// <param name="path">The file; a relative path is made a full one now.</param>
    /// <param name="kind">What it is, in a word: model, checkpoint, report, configuration …</param>
    public void AddFile(string path, string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        var file = new RunFile(Path.GetFullPath(path), kind);
        lock (gate)
            if (IsRecording) incoming.Files.Add(file);
    }

    /// <summary>Remembers something about the run that is no metric: its device, its number of parameters, its data.</summary>
    /// <param name="name">What, such as <c>parameters</c>. Saying it again replaces it.</param>
    /// <param name="value">Its text.</param>
    public void Describe(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        lock (gate)
            if (IsRecording) incoming.Facts.Add(new(name, value));
    }

    /// <summary>Waits until everything said so far is in the database, or cannot be put there.</summary>
    public void Flush() => Flush(Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Waits until everything said so far is in the database, but no longer than a training would. Before each checkpoint, this lets the database know what the checkpoint knows, whatever
    /// kills the process then.
    /// </summary>
    /// <param name="patience">How long to wait at most; while the database is known to be locked or full, not at all.</param>
    /// <returns>Whether nothing is left to write.</returns>
    public bool Flush(TimeSpan patience)
    {
        long deadline = patience == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (gate)
        {
            if (!IsRecording) return false;
            if (isWaiting && deadline != long.MaxValue) return false;
            long mine = ++flushesAsked;
            Monitor.PulseAll(gate);
            while (IsRecording && flushesDone < mine)
            {
                long left = deadline - Environment.TickCount64;
                if (left <= 0) return false;
                Monitor.Wait(gate, (int)Math.Min(left, int.MaxValue));
            }

            return IsRecording && !isWaiting;
        }
    }

    /// <summary>Ends the run and writes what is left. What is said afterwards is not recorded; a second end changes nothing.</summary>
    /// <param name="state">How it ended: finished, stopped or failed.</param>
    /// <param name="problem">For a run that failed, what went wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">The state is no end.</exception>
    public void Finish(RunState state = RunState.Finished, string? problem = null)
    {
        if (state is not (RunState.Finished or RunState.Stopped or RunState.Failed))
            throw new ArgumentOutOfRangeException(nameof(state), state, "A run ends as Finished, Stopped or Failed.");
        lock (gate)
        {
            if (end is not null) return;
            (end, endProblem) = (state, problem);
            IsRecording = false;
            Monitor.PulseAll(gate);
        }

        writer?.Join();
        CloseTensorBoard();
    }

    /// <summary>Ends the run as failed, unless it has ended: who leaves a <c>using</c> without <see cref="Finish"/> was thrown out of it.</summary>
    public void Dispose() => Finish(RunState.Failed, "It ended before it was finished.");

    static string Sentence(RunStoreException problem) => problem.Message.Replace("\n  help: ", " ", StringComparison.Ordinal);

    void Remember(long step, string name, double value, long time)
    {
        lock (gate)
        {
            if (IsRecording)
            {
                if (incoming.Points.Count < RunBatch.MaxPoints) incoming.Points.Add(new LoggedPoint(name, step, value, time));
                else dropped++;
            }

            if (TensorBoard is null) return;
            try
            {
                TensorBoard.Scalar(step, name, value);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                TensorBoard = null;
                warn($"The event file for TensorBoard cannot be written: {problem.Message} The work continues without it.");
            }
        }
    }

    void CloseTensorBoard()
    {
        try
        {
            TensorBoard?.Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            warn($"The end of the event file for TensorBoard could not be written: {problem.Message}");
        }

        TensorBoard = null;
    }

    void Tell(string message)
    {
        try
        {
            warn(message);
        }
        catch (Exception problem)
        {
            // An error of the listener would end the writer's thread, and with it the process.
            Console.Error.WriteLine($"warning: {message} (and the listener for warnings failed: {problem.Message})");
        }
    }

    // The writer's thread. It alone touches the log and the outgoing batch.
    void WriteUntilEnd(RunLog log)
    {
        long lastWrite = Environment.TickCount64;
        try
        {
            while (true)
            {
                bool isEnd;
                long flush;
                lock (gate)
                {
                    if (end is null && flushesAsked == flushesDone) Monitor.Wait(gate, WriteEvery);
                    (isEnd, flush) = (end is not null, flushesAsked);
                    if (outgoing.IsEmpty) (incoming, outgoing) = (outgoing, incoming);
                }

                if (!outgoing.IsEmpty || isEnd || Environment.TickCount64 - lastWrite > HeartbeatEvery.TotalMilliseconds)
                {
                    if (!TryWrite(log, isEnd)) return;
                    lastWrite = Environment.TickCount64;
                }

                lock (gate)
                {
                    // What was said while an older batch waited takes another round.
                    if (isEnd && incoming.IsEmpty) return;
                    flushesDone = flush;
                    isWaiting = !outgoing.IsEmpty;
                    Monitor.PulseAll(gate);
                }
            }
        }
        finally
        {
            lock (gate)
            {
                IsRecording = false;
                Monitor.PulseAll(gate);
            }

            log.Dispose();
        }
    }

    // False if nothing more can be written. A locked or full database is tried again until the end.
    bool TryWrite(RunLog log, bool isEnd)
    {
        try
        {
            log.Write(outgoing);
            outgoing.Clear();
            if (!isEnd || !incoming.IsEmpty) return true;
            log.End(end!.Value, endProblem);
            if (dropped > 0) Tell($"{dropped} values of the run {Id} were not recorded: the database '{log.Path}' could not be written for too long.");
            return true;
        }
        catch (Exception problem)
        {
            RunStoreException? explained = problem as RunStoreException ?? Database.Explain(log.Path, problem);
            string sentence = explained is null ? $"The run {Id} cannot be recorded: {problem.Message}" : Sentence(explained);
            if (!isEnd && explained?.Problem is RunStoreProblem.Locked or RunStoreProblem.Full)
            {
                if (!isWarned) Tell($"{sentence} What the run says is kept until it can be written; the work continues.");
                isWarned = true;
                return true;
            }

            Tell(isEnd ? $"{sentence} The end of this run is not recorded." : $"{sentence} The rest of this run is not recorded; the work continues.");
            return false;
        }
    }
}
