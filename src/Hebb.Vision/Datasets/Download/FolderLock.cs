using Hebb.Formats;

namespace Hebb.Vision.Datasets.Download;

/// <summary>Keeps two processes from filling one folder at the same time: whoever holds its lock file open may. The system closes it even if the process dies.</summary>
sealed class FolderLock : IDisposable
{
    const string Name = ".hebb-lock";
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    readonly FileStream stream;

    FolderLock(FileStream stream) => this.stream = stream;

    /// <summary>Waits for the lock of a folder and takes it.</summary>
    /// <param name="folder">The folder; it must exist.</param>
    /// <param name="waiting">Called once if another process holds it.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="IOException">The folder is not there or cannot be written to.</exception>
    public static async Task<FolderLock> TakeAsync(string folder, Action? waiting, CancellationToken stop)
    {
        string path = Path.Combine(folder, Name);
        bool said = false;
        while (true)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException problem) when (HeldFile.Is(problem))
            {
                if (!said) waiting?.Invoke();
                said = true;
            }

            await Task.Delay(Pause, stop);
        }
    }

    // The file stays: removing it could take it away from under another process that has just opened it.
    public void Dispose() => stream.Dispose();
}
