namespace Hebb.Vision.Datasets.Download;

/// <summary>The patience and the limits of a <see cref="Downloader"/>.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How long a connection may take to be made, and a server to begin its answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>In every such span something, and over it at least <see cref="MinBytesPerSpan"/> must arrive; otherwise the connection counts as stalled.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>See <see cref="StallTimeout"/>.</summary>
    public int MinBytesPerSpan { get; init; } = 1024;

    /// <summary>How often one address is tried before the next; each time it goes on from where the last attempt stopped, if the server can.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The wait before the second attempt; it doubles with each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many redirections are followed.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>The most bytes that a file may have where its length is not known.</summary>
    public long MaxBytes { get; init; } = 2L << 30;
}
