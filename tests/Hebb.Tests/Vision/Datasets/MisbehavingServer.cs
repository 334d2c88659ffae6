using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hebb.Tests;

/// <summary>A small HTTP server on this machine whose answers are written byte by byte, so that it can do everything wrong.</summary>
sealed class MisbehavingServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<Request, Task> answer;
    readonly Task running;

    public MisbehavingServer(Func<Request, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        running = Task.Run(AcceptAsync);
    }

    public ConcurrentQueue<Request> Requests { get; } = new();

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{path}");

    /// <summary>A server that gives one file, and goes on where it is asked to if the version still is what the asker has.</summary>
    public static MisbehavingServer WithFile(byte[] content, string tag = "\"v1\"") => new(request => request.SendFileAsync(content, tag));

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        running.Wait(TimeSpan.FromSeconds(5));
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) == 1) head.Append((char)one[0]);
                var request = new Request(head.ToString(), stream, stop.Token);
                Requests.Enqueue(request);
                await answer(request);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    /// <summary>One request, and the way back.</summary>
    public sealed class Request(string head, NetworkStream stream, CancellationToken stop)
    {
        readonly string[] lines = head.Split("\r\n");

        public string Path => lines[0].Split(' ')[1].TrimStart('/');

        public int From => Header("Range") is { } range ? int.Parse(range.Split('=', '-')[1], CultureInfo.InvariantCulture) : 0;

        public string? Header(string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

        public Task WaitAsync(int milliseconds) => Task.Delay(milliseconds, stop);

        public async Task SendAsync(string status, string headers, ReadOnlyMemory<byte> body)
        {
            string[] all = [.. headers.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), "Connection: close"];
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{string.Join("\r\n", all)}\r\n\r\n"), stop);
            await SendAsync(body);
        }

        public async Task SendAsync(ReadOnlyMemory<byte> body)
        {
            await stream.WriteAsync(body, stop);
            await stream.FlushAsync(stop);
        }

        public Task SendFileAsync(byte[] content, string tag)
        {
            bool goesOn = From > 0 && (Header("If-Range") ?? tag) == tag;
            return goesOn
                ? SendAsync("206 Partial Content", $"ETag: {tag}; Content-Range: bytes {From}-{content.Length - 1}/{content.Length}; Content-Length: {content.Length - From}", content.AsMemory(From))
                : SendAsync("200 OK", $"ETag: {tag}; Content-Length: {content.Length}", content);
        }
    }
}
