using System.Diagnostics;
using System.Globalization;
using Hebb.Images;

namespace Hebb.Bench;

/// <summary>Decodes the JPEG and PNG files of a folder with ours and with Pillow in turns, so that what else the machine does falls on both.</summary>
static class ImageComparison
{
    const double BurstSeconds = 0.05, WarmUpSeconds = 1;
    const int Pairs = 9, MaxRepeats = 1000;

    /// <summary>Runs the comparison over a folder and those in it.</summary>
    /// <exception cref="PeerException">Pillow is missing, or there is no image.</exception>
    public static void Run(string folder, TextWriter output)
    {
        string[] files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsImage).Order(StringComparer.Ordinal)]
            : throw new PeerException($"There is no folder '{folder}'.");
        if (files.Length == 0) throw new PeerException($"The folder '{folder}' holds no .jpg, .jpeg or .png files.");
        using PillowPeer peer = PillowPeer.Start();
        output.WriteLine($"{Machine.Processor()}; {Machine.Runtime()}; Pillow {peer.Version}");
        output.WriteLine("One thread. Bursts of both sides alternate; ratio = theirs / ours, above 1 we are faster.");
        output.WriteLine();
        output.WriteLine($"{"image",-32}{"pixels",14}{"format",8}{"ours ms",12}{"theirs ms",12}{"median",9}{"best",8}");
        WarmUp(files);
        var ratios = new List<(string Format, double Median)>();
        foreach (string file in files) ratios.Add(Measure(file, peer, output));
        output.WriteLine();
        foreach (IGrouping<string, (string Format, double Median)> group in ratios.GroupBy(r => r.Format, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"geometric mean, {group.Key,-6}{Result.GeometricMean(group.Select(r => r.Median)),6:0.00} ({group.Count()} images)"));
    }

    static bool IsImage(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";

    // Long enough for the runtime to replace first versions of methods by optimised ones in the background.
    static void WarmUp(string[] files)
    {
        byte[][] images = [.. files.Take(8).Select(File.ReadAllBytes)];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++) Image.Decode(images[i % images.Length]);
    }

    static (string Format, double Median) Measure(string path, PillowPeer peer, TextWriter output)
    {
        byte[] bytes = File.ReadAllBytes(path);
        ImageInfo info = Image.ReadInfo(bytes, path);
        int repeats = (int)Math.Clamp(BurstSeconds / Math.Max(Burst(bytes, 1), 1e-6), 1, MaxRepeats);
        double[] ours = new double[Pairs], theirs = new double[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            ours[i] = Burst(bytes, repeats);
            theirs[i] = peer.Burst(path, repeats);
        }

        double median = Result.Median([.. theirs.Zip(ours, (t, o) => t / o)]);
        string name = Path.GetFileName(path), size = $"{info.Width}×{info.Height}";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-32}{size,14}{info.Format,8}{Result.Median(ours) * 1e3,12:0.000}{Result.Median(theirs) * 1e3,12:0.000}{median,9:0.00}{theirs.Min() / ours.Min(),8:0.00}"));
        return (info.Format, median);
    }

    static double Burst(byte[] bytes, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) Image.Decode(bytes);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}
