using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace Hebb.Bench;

/// <summary>PyTorch in a process of its own: takes "NAME REPEATS" on its input and answers one line of JSON with the mean seconds of a repeat.</summary>
sealed class TorchPeer : IDisposable
{
    readonly Process process;
    readonly Task<string> errors;

    TorchPeer(Process process, int threads)
    {
        this.process = process;
        Threads = threads;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>How many threads this peer uses.</summary>
    public int Threads { get; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts the peer.</summary>
    /// <param name="path">torch_peer.sh, or the Python program itself.</param>
    /// <param name="threads">Its number of threads.</param>
    /// <exception cref="PeerException">It cannot be started.</exception>
    public static TorchPeer Start(string path, int threads)
    {
        if (!File.Exists(path)) throw Missing($"there is no file '{path}'");
        (string program, bool isPython) = Program(path);
        var start = new ProcessStartInfo(isPython ? Python : "/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { program, threads.ToString(CultureInfo.InvariantCulture) },
        };
        if (isPython) Prepare(start, threads);
        try
        {
            return new TorchPeer(Process.Start(start)!, threads);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Missing(e.Message, e);
        }
    }

    /// <summary>Whether the peer's own script, which asks for AVX-512 kernels, is passed over because this processor has none.</summary>
    public static bool PassesOverScript(string path) => Program(path).IsPython && path.EndsWith(".sh", StringComparison.Ordinal);

    /// <summary>PyTorch's version, or null if it does not say.</summary>
    public static string? Version()
    {
        try
        {
            using Process? ask = Process.Start(new ProcessStartInfo(Python, ["-c", "import torch; print(torch.__version__)"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            string text = ask!.StandardOutput.ReadToEnd().Trim();
            ask.WaitForExit();
            return text.Length == 0 ? null : text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs one burst.</summary>
    /// <returns>The mean seconds of a repeat.</returns>
    /// <exception cref="PeerException">It does not know the workload, or has stopped.</exception>
    public double Burst(string name, int repeats)
    {
        string? answer;
        try
        {
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {repeats}"));
            process.StandardInput.Flush();
            answer = process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            answer = null;
        }

        if (answer is null) throw Missing($"it stopped at '{name}'{LastWords()}");
        using JsonDocument json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("seconds", out JsonElement seconds) ? seconds.GetDouble() : throw new PeerException($"The peer does not know the workload '{name}': {answer}");
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already, and what was still to be written has nowhere to go.
        }

        if (!process.WaitForExit(2000)) process.Kill();
        process.Dispose();
    }

    static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    // The script asks for AVX-512 kernels by name, which stops PyTorch with an illegal instruction where there are none; then its Python program, which lies beside
    // it, is started with the same settings but for those.
    static (string Program, bool IsPython) Program(string path)
    {
        if (path.EndsWith(".py", StringComparison.Ordinal)) return (path, true);
        string python = Path.ChangeExtension(path, ".py");
        return !Avx512F.IsSupported && File.Exists(python) ? (python, true) : (path, false);
    }

    static void Prepare(ProcessStartInfo start, int threads)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        foreach ((string name, string value) in new[]
        {
            ("OMP_NUM_THREADS", count), ("OPENBLAS_NUM_THREADS", count), ("GOMP_SPINCOUNT", "60000"), ("OPENBLAS_THREAD_TIMEOUT", "21"),
            ("MALLOC_TRIM_THRESHOLD_", "4294967296"), ("MALLOC_MMAP_MAX_", "0"),
        }) start.Environment[name] = value;
        if (!Avx512F.IsSupported) return;
        start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
    }

    string LastWords()
    {
        process.WaitForExit(2000);
        string code = process.HasExited ? $" with exit code {process.ExitCode}" : string.Empty;
        string text = errors.Wait(2000) ? errors.Result.Trim() : string.Empty;
        return text.Length == 0 ? code : $"{code}, saying: {text}";
    }

    static PeerException Missing(string problem, Exception? inner = null) => new(
        $"PyTorch cannot be compared with: {problem}. The comparison needs PyTorch for Python 3 and the peer's script; on Debian: apt-get install -y python3-torch "
        + "python3-torchvision libopenblas0-pthread. Then give the script: --torch ../shared/peers/torch_peer.sh.", inner);
}
