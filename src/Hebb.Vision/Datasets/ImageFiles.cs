using System.Collections.Concurrent;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>
/// Images that stay in their files until a batch wants them; it decodes them on as many threads as <see cref="Threads.Count"/> says. Made by <see cref="ImageFolder"/>,
/// <see cref="Flowers17"/> and <see cref="Scenes"/>. Reading is safe from several threads at once.
/// </summary>
public sealed class ImageFiles : IImageDataset
{
    const int Channels = 3;
    readonly string[] paths;
    readonly int? side;

    /// <summary>Makes a data set of files.</summary>
    /// <param name="paths">The images, in formats that <see cref="Image.Load(string)"/> reads.</param>
    /// <param name="labels">Their classes, 0 to the number of classes − 1.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="size">
    /// The height and width of the images in a batch: the shorter side is brought to it, then the middle is cut out. Null leaves them as they are; then all images of a batch
    /// must be of one size.
    /// </param>
    /// <param name="onUnreadable">What to do about images that cannot be read.</param>
    /// <exception cref="ArgumentException">There are not as many labels as paths, or a label has no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public ImageFiles(IReadOnlyList<string> paths, IReadOnlyList<int> labels, IReadOnlyList<string> classes, int? size = null, UnreadableImages onUnreadable = UnreadableImages.Refuse)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (size is { } given) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(size));
        if (paths.Count != labels.Count) throw new ArgumentException($"{paths.Count} images need as many labels; {labels.Count} came.", nameof(labels));
        for (int i = 0; i < labels.Count; i++)
        {
            if ((uint)labels[i] >= (uint)classes.Count) throw new ArgumentException($"Label {labels[i]} of {paths[i]} has no class: there are {classes.Count}, counted from 0.", nameof(labels));
        }

        string?[] problems = onUnreadable == UnreadableImages.Skip ? Try(paths) : new string?[paths.Count];
        int[] kept = [.. Enumerable.Range(0, paths.Count).Where(i => problems[i] is null)];
        Unreadable = [.. Enumerable.Range(0, paths.Count).Where(i => problems[i] is not null).Select(i => new KeyValuePair<string, string>(paths[i], problems[i]!))];
        this.paths = [.. kept.Select(i => paths[i])];
        Labels = Tensor.Wrap<long>([.. kept.Select(i => (long)labels[i])]);
        Classes = [.. classes];
        side = size;
    }

    /// <summary>The files, in the order of the labels.</summary>
    public IReadOnlyList<string> Paths => paths;

    /// <summary>The files that were left out because they cannot be read, each with the reason.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Unreadable { get; }

    /// <summary>
    /// What <see cref="ImageFolder"/> did not take, each with the reason: links to images that are there already, links that lead back up, and class folders without an image, if
    /// those are skipped.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> LeftOut { get; internal init; } = [];

    /// <inheritdoc/>
    public Tensor Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => paths.Length;

    /// <summary>Reads one image as it is in its file.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="IndexException">There is no such image.</exception>
    /// <exception cref="FormatErrorException">The file is damaged, or no image.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Image GetImage(int index) => (uint)index < (uint)Count
        ? Image.Load(paths[index])
        : throw new IndexException($"There is no image {index}: the data set has {Count}, counted from 0.");

    /// <summary>Reads some images, red green blue whatever the file has, brought to the size asked for.</summary>
    /// <param name="indices">0 … <see cref="Count"/> − 1 each; repeats are allowed.</param>
    /// <returns>Float32 [m, 3, height, width], 0 to 1; and Int64 [m].</returns>
    /// <exception cref="IndexException">There is no such image.</exception>
    /// <exception cref="FormatErrorException">A file is damaged, or no image.</exception>
    /// <exception cref="ShapeException">No size was asked for, and the images have different ones.</exception>
    public Batch Take(ReadOnlySpan<int> indices)
    {
        int[] chosen = indices.ToArray();
        foreach (int index in chosen)
        {
            if ((uint)index >= (uint)Count) throw new IndexException($"There is no image {index}: the data set has {Count}, counted from 0.");
        }

        if (chosen.Length == 0) return new Batch(Tensor.Zeros([0, Channels, side ?? 0, side ?? 0]), Tensor.Zeros([0], DType.Int64));
        var images = new Image[chosen.Length];
        InParallel(chosen.Length, i => images[i] = side is { } size ? ImageFit.Square(GetImage(chosen[i]), size) : GetImage(chosen[i]).ToRgb());
        int height = images[0].Height, width = images[0].Width, odd = Array.FindIndex(images, p => p.Height != height || p.Width != width);
        if (odd >= 0)
        {
            throw new ShapeException(
                $"The images of a batch must have one size: {paths[chosen[0]]} has {width} × {height} pixels, {paths[chosen[odd]]} has {images[odd].Width} × {images[odd].Height}.",
                "Give the data set a size, such as size: 128, or take one image at a time.");
        }

        int area = height * width;
        var values = new float[chosen.Length * Channels * area];
        InParallel(chosen.Length, i => Spread(images[i].Pixels, values.AsSpan(i * Channels * area, Channels * area), area));
        Tensor all = Labels;
        return new Batch(Tensor.Wrap(values, [chosen.Length, Channels, height, width]), Tensor.Wrap<long>([.. chosen.Select(index => all.AsSpan<long>()[index])]));
    }

    static void Spread(ReadOnlySpan<byte> pixels, Span<float> planes, int area)
    {
        for (int c = 0; c < Channels; c++)
        {
            Span<float> plane = planes.Slice(c * area, area);
            for (int i = 0; i < area; i++) plane[i] = pixels[(i * Channels) + c] / 255f;
        }
    }

    static string?[] Try(IReadOnlyList<string> paths)
    {
        var problems = new string?[paths.Count];
        InParallel(problems.Length, i =>
        {
            try
            {
                Image.Load(paths[i]);
            }
            catch (Exception problem) when (problem is FormatErrorException or IOException or UnauthorizedAccessException)
            {
                problems[i] = problem.Message;
            }
        });
        return problems;
    }

    // The error of the first image in the batch is told, whichever thread met one first.
    static void InParallel(int count, Action<int> work)
    {
        var errors = new ConcurrentDictionary<int, Exception>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads.Count }, (i, loop) =>
        {
            try
            {
                work(i);
            }
            catch (Exception error)
            {
                errors[i] = error;
                loop.Break();
            }
        });
        if (!errors.IsEmpty) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(errors[errors.Keys.Min()]);
    }
}
