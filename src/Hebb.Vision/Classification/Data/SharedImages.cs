using Hebb.Vision.Datasets.Folders;

namespace Hebb.Vision.Classification;

/// <summary>Images that are in the training set and in the validation set at once, because links lead to them: what a network scores on those says nothing.</summary>
static class SharedImages
{
    /// <summary>The training images without those that are also validation images, which is told; where a class would lose all of its own, it is only told.</summary>
    public static LabelledImages LeaveOut(LabelledImages train, LabelledImages? val, LabelledImages? test, Action<string> warn)
    {
        string[] held = [.. val?.Paths ?? [], .. test?.Paths ?? []];
        if (train.Paths is not { } paths || held.Length == 0) return train;
        int[] first = SameFile.First([.. held, .. paths]);
        int[] kept = [.. Enumerable.Range(0, paths.Count).Where(i => first[held.Length + i] >= held.Length)];
        int shared = paths.Count - kept.Length;
        if (shared == 0) return train;
        string many = shared == 1 ? "One image" : $"{shared} images", one = paths[Enumerable.Range(0, paths.Count).First(i => first[held.Length + i] < held.Length)];
        LabelledImages rest = train.Part(kept);
        if (rest.Labels.Distinct().Count() < train.Labels.Distinct().Count())
        {
            warn($"{many} of {train.Name} {(shared == 1 ? "is" : "are")} both training and validation images, such as '{one}': the accuracy on them says nothing about other images.");
            return train;
        }

        warn($"{many} of {train.Name} {(shared == 1 ? "is" : "are")} validation images, too, such as '{one}', and left out of the training images.");
        return rest;
    }
}
