using System.Diagnostics;
using System.Globalization;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Bench;

/// <summary>Reads photographs of handwriting with ours and with Tesseract: how much is wrong, how long it takes from a cold start and warm, how much memory it needs. One thread each.</summary>
static class ReadingComparison
{
    const int Repeats = 5;

    /// <summary>Runs the comparison over a folder with a list of transcriptions.</summary>
    /// <exception cref="PeerException">Tesseract is missing, or there is no list.</exception>
    public static void Run(string folder, string? program, TextWriter output)
    {
        if (!File.Exists(Path.Combine(folder, TranscribedPage.List))) throw new PeerException($"The folder '{folder}' holds no {TranscribedPage.List}, which says what is written on its photographs.");
        IReadOnlyList<TranscribedPage> pages = TranscribedPage.Load(folder);
        string version = TesseractPeer.Version();
        Threads.Count = 1;
        var reader = HandwritingReader.Load();
        output.WriteLine($"{Machine.Processor()}; {Machine.Runtime()}; {version}, the best of its page modes {string.Join(", ", TesseractPeer.Modes)} for each page");
        output.WriteLine("One thread. Wrong: edit distance / characters, case-insensitive, spaces and line breaks counted. Cold: a process of its own, from its start to its end. Warm: one page more in a process that has read it before.");
        output.WriteLine();
        output.WriteLine($"{"page",-24}{"Mpx",6}{"wrong %",18}{"words wrong %",18}{"cold ms",18}{"warm ms",18}{"memory MB",18}");
        output.WriteLine($"{string.Empty,-30}{string.Concat(Enumerable.Repeat($"{"ours",9}{"theirs",9}", 5))}");
        TextErrors ours = default, theirs = default;
        var rates = new List<(double Ours, double Theirs)>();
        foreach (TranscribedPage page in pages)
        {
            Reading our = Ours(page, reader, program), their = Theirs(page);
            ours += our.Errors;
            theirs += their.Errors;
            rates.Add((our.Errors.CharacterErrorRate, their.Errors.CharacterErrorRate));
            ImageInfo info = Image.ReadInfo(page.Path);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{page.Name,-24}{info.Width * (double)info.Height / 1e6,6:0.0}{100 * our.Errors.CharacterErrorRate,9:0.0}{100 * their.Errors.CharacterErrorRate,9:0.0}{100 * our.Errors.WordErrorRate,9:0.0}{100 * their.Errors.WordErrorRate,9:0.0}{our.Cold,9:0}{their.Cold,9:0}{our.Warm,9:0}{their.Warm,9:0}{our.Memory,9:0}{their.Memory,9:0}"));
        }

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"characters wrong: mean of the pages {100 * rates.Average(rate => rate.Ours):0.0} % ours, {100 * rates.Average(rate => rate.Theirs):0.0} % theirs; all together {100 * ours.CharacterErrorRate:0.0} % and {100 * theirs.CharacterErrorRate:0.0} %"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"words wrong: all together {100 * ours.WordErrorRate:0.0} % ours, {100 * theirs.WordErrorRate:0.0} % theirs"));
    }

    /// <summary>Reads one image and prints its text: a cold start to be measured.</summary>
    public static void ReadOnce(string path, TextWriter output)
    {
        Threads.Count = 1;
        output.WriteLine(HandwritingReader.Load().Read(path).Text);
    }

    static Reading Ours(TranscribedPage page, HandwritingReader reader, string? program)
    {
        (string Program, string[] Arguments) own = program is null ? ("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Bench.dll"), "read-once", page.Path]) : (program, ["read", page.Path]);
        MeasuredProcess[] cold = [.. Enumerable.Range(0, 3).Select(_ => MeasuredProcess.Run(own.Program, own.Arguments))];
        string text = reader.Read(page.Path).Text;
        var warm = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            reader.Read(page.Path);
            warm[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return new Reading(TextErrors.Between(page.Text, text), Result.Median([.. cold.Select(one => one.Milliseconds)]), Result.Median(warm), cold.Max(one => one.PeakMegabytes));
    }

    static Reading Theirs(TranscribedPage page)
    {
        Reading? best = null;
        int bestMode = 0;
        foreach (int mode in TesseractPeer.Modes)
        {
            MeasuredProcess run = TesseractPeer.Read(page.Path, mode);
            var errors = TextErrors.Between(page.Text, run.Output);
            if (best is null || errors.CharacterErrorRate < best.Errors.CharacterErrorRate) (best, bestMode) = (new Reading(errors, run.Milliseconds, 0, run.PeakMegabytes), mode);
        }

        MeasuredProcess[] cold = [.. Enumerable.Range(0, 3).Select(_ => TesseractPeer.Read(page.Path, bestMode))];
        double once = Result.Median([.. cold.Select(one => one.Milliseconds)]);
        return best! with { Cold = once, Warm = Math.Max(0, (TesseractPeer.ReadTimes(page.Path, bestMode, Repeats).Milliseconds - once) / (Repeats - 1)) };
    }

    sealed record Reading(TextErrors Errors, double Cold, double Warm, double Memory);
}
