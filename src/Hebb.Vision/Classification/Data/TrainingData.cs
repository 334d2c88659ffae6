using Hebb.Vision.Datasets;

namespace Hebb.Vision.Classification;

/// <summary>The images of a training: the training set, the validation set, and the test set if there is one.</summary>
sealed record TrainingData(LabelledImages Train, LabelledImages Val, LabelledImages? Test, Preprocessing Preprocessing)
{
    /// <summary>Opens what a plan asks for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="warn">Told about images that are left out.</param>
    /// <param name="withTest">Whether the test images are wanted.</param>
    /// <exception cref="HebbException">The data is not there, is empty, has one class only, or does not fit together.</exception>
    public static TrainingData Of(TrainingPlan plan, Action<string> warn, bool withTest = true)
    {
        ImageSource source = Source(plan, warn);
        (LabelledImages train, LabelledImages? val, LabelledImages? test) = LabelledImages.Entry(plan.Data) is { } entry ? Named(source, plan, entry, withTest) : Folders(source, plan, withTest);
        return Joined(plan, train, val, test, warn);
    }

    /// <summary>Takes data sets that are open.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="train">The training images.</param>
    /// <param name="val">Those to validate on; null to hold some of the others out.</param>
    /// <param name="warn">Told about images that are left out.</param>
    /// <exception cref="HebbException">They are empty, have one class only, or do not fit together.</exception>
    public static TrainingData Of(TrainingPlan plan, IImageDataset train, IImageDataset? val, Action<string> warn)
    {
        ImageSource source = Source(plan, warn);
        return Joined(plan, source.Of(nameof(train), train), val is null ? null : source.Of("validation", val), null, warn);
    }

    static ImageSource Source(TrainingPlan plan, Action<string> warn) =>
        new(Preprocessing.SizeBefore(plan.Size ?? TrainingDefaults.ImageSide, plan.Augment), new Skips(plan.SkipsUnreadable, plan.SkipsEmpty), warn);

    static TrainingData Joined(TrainingPlan plan, LabelledImages train, LabelledImages? val, LabelledImages? test, Action<string> warn)
    {
        train.RequireLearnable();
        if (plan.SkipsEmpty) (val, test) = (val?.In(train.Classes), test?.In(train.Classes));
        train = SharedImages.LeaveOut(train, val, test, warn);
        if (val is null) (train, val) = train.Split(plan.HoldOut, plan.Seed);
        if (val.Count == 0) throw new HebbException($"{train.Name} has too few images for a validation set: every class has one.", $"Add images, or name a validation set with {Phrases.Validation}.");
        RequireSame(train, val);
        if (test is not null) RequireSame(train, test);

        // Bytes of one size in memory are cut as they are; a size below theirs is for images from files only.
        bool isFiles = train.Paths is not null;
        if (!isFiles && plan.Size is { } asked && asked != train.Size.Height) throw new SettingException($"{Phrases.SizeIsForFiles}; those of {train.Name} have {train.Size.Width}×{train.Size.Height} pixels.", "Leave it out.");
        return new TrainingData(train, val, test, Preprocessing.Of(train, isFiles ? plan.Size ?? TrainingDefaults.ImageSide : null));
    }

    static (LabelledImages Train, LabelledImages? Val, LabelledImages? Test) Named(ImageSource source, TrainingPlan plan, DatasetEntry entry, bool withTest)
    {
        LabelledImages? val = plan.Val is { } folder ? source.Folder(folder) : entry.Parts.Contains(Split.Validation) ? source.Open(plan.Data, plan.DataFolder, Split.Validation) : null;
        LabelledImages? test = withTest && entry.Parts.Contains(Split.Test) ? source.Open(plan.Data, plan.DataFolder, Split.Test) : null;
        return (source.Open(plan.Data, plan.DataFolder, Split.Train), val, test);
    }

    static (LabelledImages Train, LabelledImages? Val, LabelledImages? Test) Folders(ImageSource source, TrainingPlan plan, bool withTest)
    {
        if (plan.DataFolder is not null) throw new SettingException(Phrases.FolderAlone);
        (string? train, string? val, string? test) = ImageSource.Parts(plan.Data);
        val = plan.Val ?? val;
        return (source.Folder(train ?? plan.Data), val is null ? null : source.Folder(val), test is null || !withTest ? null : source.Folder(test));
    }

    static void RequireSame(LabelledImages train, LabelledImages other)
    {
        if (other.Count == 0) throw new HebbException($"{other.Name} holds no images; there is nothing to validate on.");
        if (train.Classes.SequenceEqual(other.Classes, StringComparer.Ordinal)) return;
        string[] extra = [.. other.Classes.Except(train.Classes, StringComparer.Ordinal)], missing = [.. train.Classes.Except(other.Classes, StringComparer.Ordinal)];
        throw new HebbException(
            extra.Length > 0 ? $"{other.Name} has the class '{extra[0]}', which {train.Name} has not." : missing.Length > 0 ? $"{other.Name} has no class '{missing[0]}', which {train.Name} has." : $"{other.Name} and {train.Name} have the same classes in another order.",
            $"Both need the same class folders; {Phrases.SkipEmpty} takes those that the training images have.");
    }
}
