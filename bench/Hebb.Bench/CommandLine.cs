using System.Globalization;
using Hebb.Bench.Workloads;

namespace Hebb.Bench;

/// <summary>Reads the command line. Exit codes: 0 done, 1 the peer is missing or failed, or this tree is slower than the revision that it is compared with, 2 the command is wrong.</summary>
static class CommandLine
{
    const string Usage = """
        usage: Hebb.Bench peers --torch PEER [--threads N] [--only PATTERN,…] [--json FILE]
               Hebb.Bench peers --list
               Hebb.Bench loader [--threads N] [--workers N] [--pairs N]
               Hebb.Bench trainer [--threads N] [--pairs N] [--steps N]
               Hebb.Bench images --folder DIR
               Hebb.Bench reading --folder DIR [--hebb PROGRAM]
               Hebb.Bench compare REV [--threads N] [--only PATTERN,…]

        peers: against PyTorch
          --torch PEER     the script that starts PyTorch as a server (torch_peer.sh), or its Python program
          --threads N      threads on both sides, 1 unless given; above 1, PyTorch's better of 1 and N counts
          --only PATTERN   workloads whose names match, with * and ?, or contain it; several with commas
          --json FILE      also write the results as JSON
          --list           the workloads, with what each one is
        loader: what feeding cifar-bn-cnn-b64 from a data loader costs
          --threads N      threads of the training, 2 unless given
          --workers N      threads that make batches, 2 unless given
          --pairs N        bursts of both sides, 21 unless given
        trainer: what the trainer costs over a plain loop on mlp-784-256-10-b32
          --threads N      threads of the training, 2 unless given
          --pairs N        bursts of both sides, 21 unless given
          --steps N        steps of a burst, 1000 unless given
        images: against Pillow
          --folder DIR     decode its JPEG and PNG files with ours and with Pillow
        reading: handwriting, against Tesseract
          --folder DIR     read its photographs, whose texts its transcriptions.json holds
          --hebb PROGRAM   start this program, an installed or native hebb, for the cold times instead of the benchmark itself
        compare: this working tree against another revision of this repository, which is built beside it
          REV              what git calls it: HEAD, HEAD~3, a hash, a tag
          --threads N      threads on both sides, 1 unless given
          --only PATTERN   as above
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h"])
        {
            output.WriteLine(Usage);
            return 0;
        }

        if (args is ["loader", .. { } settings]) return RunLoader(settings, output, errors);
        if (args is ["trainer", .. { } trainer]) return RunTrainer(trainer, output, errors);
        if (args is ["images", .. { } rest]) return rest is ["--folder", { } folder] ? Compare(() => ImageComparison.Run(folder, output), errors) : Wrong(errors, "expected: images --folder DIR");
        if (args is ["reading", "--folder", { } photographs, .. { } last])
        {
            return last switch
            {
                [] => Compare(() => ReadingComparison.Run(photographs, null, output), errors),
                ["--hebb", { } program] => Compare(() => ReadingComparison.Run(photographs, program, output), errors),
                _ => Wrong(errors, "expected: reading --folder DIR [--hebb PROGRAM]"),
            };
        }

        if (args is ["read-once", { } image])
        {
            ReadingComparison.ReadOnce(image, output);
            return 0;
        }

        if (args is ["compare", { } revision, .. { } choice]) return RunCompare(revision, choice, output, errors);
        if (args is ["serve", "--threads", { } count]) return Serve(count, output, errors);
        if (args is not ["peers", .. { } options]) return Wrong(errors, "expected: peers, loader, trainer, images, reading or compare REV");
        string? peer = null, json = null, only = null;
        int threads = 1;
        bool isList = false;
        for (int i = 0; i < options.Length; i++)
        {
            if (options[i] == "--list")
            {
                isList = true;
                continue;
            }

            if (options[i] is not ("--torch" or "--json" or "--only" or "--threads")) return Wrong(errors, $"there is no option '{options[i]}'");
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            string value = options[++i];
            switch (options[i - 1])
            {
                case "--torch": peer = value; break;
                case "--json": json = value; break;
                case "--only": only = value; break;
                default:
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out threads) || threads is < 1 or > Threads.Max)
                        return Wrong(errors, $"--threads is a number from 1 to {Threads.Max}, not '{value}'");
                    break;
            }
        }

        Workload[] chosen = [.. WorkloadTable.All.Where(w => only is null || NamePattern.Matches(only, w.Name))];
        if (chosen.Length == 0) return Wrong(errors, $"no workload matches '{only}'; --list shows them");
        if (isList)
        {
            foreach (Workload w in chosen) output.WriteLine($"{w.Name,-28} {w.Says}");
            return 0;
        }

        if (peer is null) return Wrong(errors, "--torch PEER is missing");
        return Compare(() => Comparison.Run(chosen, peer, threads, json, output), errors);
    }

    static int Compare(Action comparison, TextWriter errors)
    {
        try
        {
            comparison();
            return 0;
        }
        catch (PeerException e)
        {
            errors.WriteLine($"error: {e.Message}");
            return 1;
        }
    }

    static int RunCompare(string revision, string[] options, TextWriter output, TextWriter errors)
    {
        int threads = 1;
        string? only = null;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            switch (options[i])
            {
                case "--threads" when int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out threads) && threads is >= 1 and <= Threads.Max: break;
                case "--only": only = options[i + 1]; break;
                default: return Wrong(errors, $"there is no option '{options[i]} {options[i + 1]}'");
            }
        }

        Workload[] chosen = [.. WorkloadTable.All.Where(w => only is null || NamePattern.Matches(only, w.Name))];
        if (chosen.Length == 0) return Wrong(errors, $"no workload matches '{only}'; peers --list shows them");
        int slower = 0;
        int code = Compare(() => slower = RevisionComparison.Run(chosen, revision, threads, output), errors);
        return code == 0 && slower > 0 ? 1 : code;
    }

    static int Serve(string threads, TextWriter output, TextWriter errors)
    {
        if (!int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > Threads.Max) return Wrong(errors, $"--threads is a number from 1 to {Threads.Max}, not '{threads}'");
        BurstServer.Run(count, Console.In, output);
        return 0;
    }

    static int RunLoader(string[] options, TextWriter output, TextWriter errors)
    {
        int threads = 2, workers = 2, pairs = 21;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            if (!int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value > 256) return Wrong(errors, $"{options[i]} is a whole number up to 256, not '{options[i + 1]}'");
            switch (options[i])
            {
                case "--threads" when value > 0: threads = value; break;
                case "--workers": workers = value; break;
                case "--pairs" when value > 0: pairs = value; break;
                default: return Wrong(errors, $"there is no option '{options[i]} {options[i + 1]}'");
            }
        }

        LoaderLoss.Run(threads, workers, pairs, output);
        return 0;
    }

    static int RunTrainer(string[] options, TextWriter output, TextWriter errors)
    {
        int threads = 2, pairs = 21, steps = 1000;
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) return Wrong(errors, $"{options[i]} needs a value");
            if (!int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value is 0 or > 1_000_000) return Wrong(errors, $"{options[i]} is a whole number from 1 to 1000000, not '{options[i + 1]}'");
            switch (options[i])
            {
                case "--threads" when value <= Threads.Max: threads = value; break;
                case "--pairs": pairs = value; break;
                case "--steps": steps = value; break;
                default: return Wrong(errors, $"there is no option '{options[i]} {options[i + 1]}'");
            }
        }

        TrainerCost.Run(threads, pairs, steps, output);
        return 0;
    }

    static int Wrong(TextWriter errors, string problem)
    {
        errors.WriteLine($"error: {problem}");
        errors.WriteLine(Usage);
        return 2;
    }
}
