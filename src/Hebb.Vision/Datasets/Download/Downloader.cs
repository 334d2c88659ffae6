using System.Net;
using System.Security.Cryptography;

namespace Hebb.Vision.Datasets.Download;

/// <summary>
/// Loads files over HTTP. It tries the mirrors in turn, goes on where a cut connection stopped, notices stalls, checks length and SHA-256, and gives a file its name only when it is
/// whole: until then it is called NAME.part. One downloader may load several files at once, but each file by one only.
/// </summary>
internal sealed class Downloader : IDisposable
{
    readonly HttpClient client;
    readonly DownloadOptions options;

    /// <summary>Makes a downloader.</summary>
    /// <param name="options">Its patience and limits.</param>
    public Downloader(DownloadOptions? options = null)
    {
        this.options = options ?? new DownloadOptions();

        // Redirections are followed by hand, so that they are counted and never leave https; a packed answer must stay packed, or its length and sum would not fit.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = this.options.AnswerTimeout, UseCookies = false };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Hebb");
    }

    /// <summary>Loads a file. If it fails, a part may stay beside the target, from which a later call goes on.</summary>
    /// <param name="file">What to load.</param>
    /// <param name="target">Where to put it; the folder must exist. A file that is there is replaced.</param>
    /// <param name="progress">Hears how far it is, at most every tenth of a second.</param>
    /// <param name="stop">Stops it; what came stays as a part.</param>
    /// <exception cref="DownloadException">No mirror gave the file as it should be.</exception>
    /// <exception cref="IOException">The disk is full, or another error of the file system.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task LoadAsync(DatasetFile file, string target, IProgress<DownloadProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (file.Mirrors.Count == 0) throw new DownloadException($"{file.Name} has no address to load it from.");
        var part = new PartFile(target);
        var problems = new List<string>();
        Exception? last = null;
        foreach (Uri mirror in file.Mirrors)
        {
            for (int attempt = 0; attempt < options.Attempts; attempt++)
            {
                try
                {
                    if (attempt > 0) await Task.Delay(options.RetryDelay * (1 << (attempt - 1)), stop);
                    await AttemptAsync(file, mirror, part, progress, stop);
                    await CheckAsync(file, part, stop);
                    part.Finish();
                    return;
                }
                catch (DownloadProblem problem)
                {
                    last = problem;
                    if (problem.SpoiltPart) part.Delete();
                    if (problem.MayPass && attempt + 1 < options.Attempts) continue;
                    problems.Add($"{mirror}: {problem.Message}");
                    break;
                }
            }
        }

        throw new DownloadException($"{file.Name} could not be loaded: {string.Join("; ", problems)}.", "Try again later; what came already is kept and continued. Or load it by other means and put it where it belongs.", last);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => client.Dispose();

    async Task AttemptAsync(DatasetFile file, Uri mirror, PartFile part, IProgress<DownloadProgress>? progress, CancellationToken stop)
    {
        long have = part.Continuable(mirror, file.Sha256 is not null);
        if (file.Length is { } whole && have > whole)
        {
            part.Delete();
            have = 0;
        }

        if (have > 0 && have == file.Length) return;
        try
        {
            using HttpResponseMessage answer = await AskAsync(mirror, have, part, stop);
            long? total = TotalOf(answer, ref have);
            long max = file.Length ?? options.MaxBytes;
            if (total > max || (file.Length is { } expected && total is { } offered && offered != expected))
                throw new DownloadProblem($"it offers {total} bytes, {(file.Length is null ? "at most" : "but")} {max} {(file.Length is null ? "are allowed" : "were expected")}") { SpoiltPart = true };
            part.Begin(mirror, answer, keep: have);
            await ReceiveAsync(answer, part, have, total ?? file.Length, max, new Report(progress, file.Name, mirror), stop);
        }
        catch (Exception problem) when (problem is HttpRequestException or HttpIOException || (problem is IOException && problem.InnerException is System.Net.Sockets.SocketException))
        {
            bool isUnknownHost = problem is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };
            throw new DownloadProblem($"the connection failed ({problem.Message.TrimEnd('.')})", problem) { MayPass = !isUnknownHost };
        }
    }

    // The length of the whole file, if the server says it; sets have to 0 if it sends it from the beginning.
    static long? TotalOf(HttpResponseMessage answer, ref long have)
    {
        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            if (answer.Content.Headers.ContentRange is { From: { } from } range && from == have) return range.Length ?? have + answer.Content.Headers.ContentLength;
            throw new DownloadProblem($"it was asked to go on from byte {have} and sent {answer.Content.Headers.ContentRange?.ToString() ?? "another part"}") { MayPass = true, SpoiltPart = true };
        }

        have = 0;
        return answer.Content.Headers.ContentLength;
    }

    async Task<HttpResponseMessage> AskAsync(Uri mirror, long have, PartFile part, CancellationToken stop)
    {
        Uri address = mirror;
        for (int i = 0; i <= options.Redirects; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (have > 0)
            {
                request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(have, null);
                if (part.Validator(mirror) is { } validator) request.Headers.TryAddWithoutValidation("If-Range", validator);
            }

            HttpResponseMessage answer = await WithinAsync(options.AnswerTimeout, token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), "it did not answer", stop);
            if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } next)
            {
                answer.Dispose();
                address = Redirected(address, next);
                continue;
            }

            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent) return answer;
            int code = (int)answer.StatusCode;
            answer.Dispose();
            bool isBeyondEnd = answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable;
            throw new DownloadProblem($"it answered {code} {answer.StatusCode}") { MayPass = code >= 500 || code is 408 or 429 || (isBeyondEnd && have > 0), SpoiltPart = isBeyondEnd };
        }

        throw new DownloadProblem($"it redirects more than {options.Redirects} times");
    }

    static Uri Redirected(Uri from, Uri next)
    {
        var to = new Uri(from, next);
        if (to.Scheme != Uri.UriSchemeHttps && (to.Scheme != Uri.UriSchemeHttp || from.Scheme == Uri.UriSchemeHttps)) throw new DownloadProblem($"it redirects to {to}, which is not as safe as {from.Scheme}");
        return to;
    }

    async Task ReceiveAsync(HttpResponseMessage answer, PartFile part, long have, long? total, long max, Report report, CancellationToken stop)
    {
        const int BufferSize = 1 << 17;
        await using Stream content = await answer.Content.ReadAsStreamAsync(stop);
        await using FileStream disk = part.Open();
        var buffer = new byte[BufferSize];
        report.At(have, total, isLast: false);
        long spanStart = Environment.TickCount64, inSpan = 0, span = (long)options.StallTimeout.TotalMilliseconds;
        while (true)
        {
            int read = await WithinAsync(options.StallTimeout, token => content.ReadAsync(buffer, token).AsTask(), $"it stalled at byte {have}", stop);
            if (read == 0) break;
            have += read;
            inSpan += read;
            if (have > max) throw new DownloadProblem($"it sends more than {max} bytes") { SpoiltPart = true };
            await disk.WriteAsync(buffer.AsMemory(0, read), stop);
            report.At(have, total, isLast: false);
            if (Environment.TickCount64 - spanStart < span) continue;
            if (inSpan < options.MinBytesPerSpan) throw new DownloadProblem($"it sent only {inSpan} bytes in {options.StallTimeout.TotalSeconds:0.#} s") { MayPass = true };
            (spanStart, inSpan) = (Environment.TickCount64, 0);
        }

        disk.Flush(flushToDisk: true);
        if (total is { } whole && have < whole) throw new DownloadProblem($"it ended after {have} of {whole} bytes") { MayPass = true };
        report.At(have, total, isLast: true);
    }

    static async Task CheckAsync(DatasetFile file, PartFile part, CancellationToken stop)
    {
        if (file.Length is { } expected && part.Length != expected) throw new DownloadProblem($"{part.Length} bytes came, {expected} were expected") { SpoiltPart = true };
        if (file.Sha256 is null) return;
        await using FileStream stream = File.OpenRead(part.Path);
        string sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
        if (sum != file.Sha256) throw new DownloadProblem($"the SHA-256 of what came is {sum}, expected was {file.Sha256}") { SpoiltPart = true };
    }

    static async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work, string problem, CancellationToken stop)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        source.CancelAfter(limit);
        try
        {
            return await work(source.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new DownloadProblem($"{problem} for {limit.TotalSeconds:0.#} s", late) { MayPass = true };
        }
    }

    /// <summary>What is wrong with one attempt at one address.</summary>
    sealed class DownloadProblem(string message, Exception? inner = null) : Exception(message, inner)
    {
        /// <summary>Whether another attempt at the same address makes sense.</summary>
        public bool MayPass { get; init; }

        /// <summary>Whether what came is no use.</summary>
        public bool SpoiltPart { get; init; }
    }

    /// <summary>Tells progress, but not for every buffer.</summary>
    sealed class Report(IProgress<DownloadProgress>? progress, string file, Uri from)
    {
        const int Milliseconds = 100;
        long next;

        public void At(long received, long? total, bool isLast)
        {
            if (progress is null || (!isLast && Environment.TickCount64 < next)) return;
            next = Environment.TickCount64 + Milliseconds;
            progress.Report(new DownloadProgress(file, received, total, from));
        }
    }
}
