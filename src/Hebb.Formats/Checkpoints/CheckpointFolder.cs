using System.Globalization;
using Hebb.Training;

namespace Hebb.Formats;

/// <summary>
/// Checkpoints as files of a folder: the last few, "step-000000001200.safetensors", and the best one, "best.safetensors". Each is written beside and renamed, so
/// that neither a full disk nor a kill at any moment harms the older ones. One training at a time writes there. Belongs to one thread.
/// </summary>
/// <example><code>
/// var trainer = new Trainer(model, optimizer, loss) { Epochs = 20, Checkpoints = new CheckpointFolder("runs/first"), Resume = true };
/// trainer.Fit(train, validation);
/// new CheckpointFolder("runs/first").LoadBest()!.LoadModel(model);
/// </code></example>
public sealed class CheckpointFolder : ICheckpointStore
{
    const string Prefix = "step-", Suffix = ".safetensors", BestName = "best" + Suffix, LockName = ".lock";

    readonly int keep;

    /// <summary>Names a folder. It is made when a training opens it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="keep">How many of the last checkpoints stay, at least 1; the best one stays besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">None would stay.</exception>
    public CheckpointFolder(string path, int keep = 2)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.keep = keep >= 1 ? keep : throw new ArgumentOutOfRangeException(nameof(keep), keep, "At least the last checkpoint stays: keep is 1 or more.");
        Path = path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The file of the best checkpoint; it need not exist.</summary>
    public string BestPath => System.IO.Path.Combine(Path, BestName);

    /// <summary>The file of the newest checkpoint, or null if there is none.</summary>
    public string? LastPath => Files() is [.., { } last] ? last : null;

    /// <inheritdoc/>
    public bool IsEmpty => Files().Count == 0;

    /// <summary>Stands between a checkpoint and its file: tests let the disk be full.</summary>
    internal Func<Stream, Stream> Through { get; init; } = static stream => stream;

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public IDisposable Open()
    {
        FileStream claim;
        try
        {
            Directory.CreateDirectory(Path);
            claim = new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (HeldFile.Is(problem))
        {
            throw new CheckpointException($"Another training writes checkpoints to {Path}.", "Give each run a folder of its own, or wait until the other one has ended.", problem);
        }

        catch (IOException problem)
        {
            if (DiskProblem.Explain(Path, problem) is { } explained) throw explained;
            throw;
        }

        // Left behind by a process that was killed while it wrote.
        foreach (string file in Directory.GetFiles(Path, $".*{Suffix}.*.tmp")) File.Delete(file);
        return claim;
    }

    /// <inheritdoc/>
    public string Save(Checkpoint checkpoint, bool isBest)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        string path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{checkpoint.Step:000000000000}{Suffix}"));

        // The best one first: a training that is killed between the two resumes from before, and finds it best again.
        if (isBest) Write(BestPath, checkpoint);
        Write(path, checkpoint);
        List<string> files = Files();
        for (int i = 0; i < files.Count - keep; i++) File.Delete(files[i]);
        return path;
    }

    /// <inheritdoc/>
    /// <remarks>If the newest file is damaged, the one before it is taken.</remarks>
    /// <exception cref="FormatErrorException">There are checkpoints, and all are damaged.</exception>
    public Checkpoint? LoadLast()
    {
        FormatErrorException? first = null;
        List<string> files = Files();
        for (int i = files.Count - 1; i >= 0; i--)
        {
            try
            {
                return CheckpointFile.Load(files[i]);
            }
            catch (FormatErrorException problem)
            {
                first ??= problem;
            }
        }

        return first is null ? null : throw first;
    }

    /// <inheritdoc/>
    /// <exception cref="FormatErrorException">It is damaged.</exception>
    public Checkpoint? LoadBest() => File.Exists(BestPath) ? CheckpointFile.Load(BestPath) : null;

    /// <summary>Removes all checkpoints, to begin anew in this folder; other files stay.</summary>
    /// <exception cref="CheckpointException">A training writes there.</exception>
    public void Clear()
    {
        using IDisposable claim = Open();
        foreach (string file in Files()) File.Delete(file);
        File.Delete(BestPath);
    }

    void Write(string path, Checkpoint checkpoint) => AtomicFile.Write(path, stream => CheckpointFile.Save(Through(stream), checkpoint));

    // By step, the oldest first.
    List<string> Files()
    {
        if (!Directory.Exists(Path)) return [];
        List<string> files = [.. Directory.GetFiles(Path, Prefix + "*" + Suffix)];
        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
