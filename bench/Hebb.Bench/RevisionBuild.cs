using System.Diagnostics;

namespace Hebb.Bench;

/// <summary>Another revision of this repository, built in a temporary folder with the benchmark of this one, so that both sides run the same workloads; with its own where that does not compile there.</summary>
sealed class RevisionBuild : IDisposable
{
    readonly string root, folder;

    RevisionBuild(string root, string folder, string name) => (this.root, this.folder, Name) = (root, folder, name);

    /// <summary>The revision's short name.</summary>
    public string Name { get; }

    /// <summary>Its program.</summary>
    public string Assembly => Path.Combine(folder, "bench", "Hebb.Bench", "bin", "Release", "net10.0", "Hebb.Bench.dll");

    /// <summary>Checks a revision out beside this one and builds it.</summary>
    /// <param name="revision">What git calls it: a hash, HEAD~3, a tag.</param>
    /// <exception cref="PeerException">There is no such revision, or it builds neither with this benchmark nor with its own.</exception>
    public static RevisionBuild Make(string revision)
    {
        string top = Run(Environment.CurrentDirectory, "git", "rev-parse", "--show-toplevel").Trim();
        string name = Run(top, "git", "rev-parse", "--short", "--verify", revision + "^{commit}").Trim();
        string place = Path.Combine(Directory.CreateTempSubdirectory("hebb-bench-").FullName, name);
        Run(top, "git", "worktree", "add", "--quiet", "--detach", place, name);
        var build = new RevisionBuild(top, place, name);
        try
        {
            string bench = Path.Combine(place, "bench", "Hebb.Bench");
            if (Directory.Exists(bench)) Directory.Delete(bench, recursive: true);
            foreach (string file in Run(top, "git", "ls-files", "--cached", "--others", "--exclude-standard", "bench/Hebb.Bench").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                string to = Path.Combine(place, file);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(Path.Combine(top, file), to);
            }

            try
            {
                Build(place);
            }
            catch (PeerException)
            {
                // Names have changed since then: its own benchmark, from before they did.
                Run(place, "git", "checkout", "--quiet", "HEAD", "--", "bench/Hebb.Bench");
                Run(place, "git", "clean", "-d", "--force", "--quiet", "bench/Hebb.Bench");
                Build(place);
            }

            return build;
        }
        catch
        {
            build.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Run(root, "git", "worktree", "remove", "--force", folder);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    static void Build(string place) => Run(place, "dotnet", "build", "-c", "Release", "-v", "quiet", "bench/Hebb.Bench");

    static string Run(string where, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = where, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new PeerException($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new PeerException($"{program} {string.Join(' ', arguments)} failed: {errors.Result.Trim()}{Environment.NewLine}{output.Trim()}");
    }
}
