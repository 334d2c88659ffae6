using Hebb.Cli.Configuration;
using Hebb.Cli.Saved;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Learning;

/// <summary>The pictures that a saved network is judged on.</summary>
static class UnseenPictures
{
    /// <summary>Opens them, with the network's own classes.</summary>
    /// <param name="saved">The network.</param>
    /// <param name="word">A data set or a folder of class folders; null for the test part of what the run learned from, or else what it held out.</param>
    /// <param name="place">Where the files of a named data set are; null for the usual places.</param>
    /// <param name="skips">What is left out.</param>
    /// <param name="warn">Told about what was left out.</param>
    /// <exception cref="HebbException">They are no pictures for this network.</exception>
    public static LabelledPictures Of(SavedNetwork saved, string? word, string? place, Skips skips, Action<string> warn) =>
        Matched(word is null ? OfRun(saved, place, skips, warn) : Open(new PictureSource(saved.Form.Resize, skips, warn), word, place), saved);

    static LabelledPictures Open(PictureSource source, string word, string? place)
    {
        DatasetPart part = LabelledPictures.Entry(word) is { } entry ? entry.Parts.Contains(DatasetPart.Test) ? DatasetPart.Test : entry.Parts[^1] : DatasetPart.Test;

        // Of a folder that is divided, the part that the network has not seen.
        (_, string? val, string? test) = LabelledPictures.Entry(word) is null ? PictureSource.Parts(word) : default;
        if ((test ?? val) is { } held) return source.Folder(held);
        return source.Open(word, place, part);
    }

    // The configuration beside the network says what it learned from, and so what it did not.
    static LabelledPictures OfRun(SavedNetwork saved, string? place, Skips skips, Action<string> warn)
    {
        string config = Path.Combine(Path.GetDirectoryName(saved.Path) ?? string.Empty, ConfigFile.Name);
        if (!File.Exists(config)) throw new UsageException($"The configuration {config} is not there, so it is not known what this network learned from.", "Name the pictures to judge it on, after the run: a data set or a folder.");
        RunConfig read = ConfigFile.Read(config);
        TrainingPlan plan = TrainingPlan.Of((place is null ? read : read with { DataFolder = place }) with { Data = read.Data ?? saved.Card.Data });
        LearningData learning = LearningData.Of(plan with { SkipsUnreadable = plan.SkipsUnreadable || skips.Unreadable, SkipsEmpty = plan.SkipsEmpty || skips.Empty }, warn);
        return learning.Test ?? learning.Val;
    }

    static LabelledPictures Matched(LabelledPictures pictures, SavedNetwork saved)
    {
        if (pictures.Count == 0) throw new HebbException($"{pictures.Name} holds no pictures.");
        if ((pictures.Form.Channels != saved.Form.Channels && pictures.Form.Channels != 3) || pictures.Form.Height < saved.Form.Height || pictures.Form.Width < saved.Form.Width)
        {
            throw new HebbException(
                $"{saved.Path} is a network for pictures of {saved.Form.Channels} × {saved.Form.Height} × {saved.Form.Width} (channels, height, width); those of {pictures.Name} are {pictures.Form.Channels} × {pictures.Form.Height} × {pictures.Form.Width}.",
                "Name pictures like those that it learned from.");
        }

        // Where nobody said what the classes are called, those of the images stand in the same order.
        if (saved.Card.HasNumbersOnly && pictures.Classes.Count == saved.Card.Classes.Length) return pictures;
        if (pictures.Classes.SequenceEqual(saved.Card.Classes, StringComparer.Ordinal)) return pictures;
        string[] known = saved.Card.Classes;
        int[] places = [.. pictures.Classes.Select(name => Array.IndexOf(known, name))];
        int foreign = Array.FindIndex(places, place => place < 0);
        if (foreign >= 0)
            throw new HebbException($"{pictures.Name} has the class '{pictures.Classes[foreign]}', which the network does not know.", $"It knows {string.Join(", ", known.Take(8))}{(known.Length > 8 ? ", …" : string.Empty)}.");
        return pictures with { Classes = known, Labels = [.. pictures.Labels.Select(label => (long)places[(int)label])] };
    }
}
