using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>How training images are changed at random, by words such as crop+flip.</summary>
static class Augmentation
{
    /// <summary>The word for images as they are.</summary>
    public const string None = "none";

    static readonly string[] Words = ["crop", "flip", "color", "affine", "erase"];

    /// <summary>Makes sure that every word means something.</summary>
    /// <exception cref="SettingException">One does not.</exception>
    public static void Check(string augment)
    {
        if (augment is None) return;
        foreach (string word in augment.Split('+'))
        {
            if (Words.Contains(word, StringComparer.Ordinal)) continue;
            throw new SettingException(
                $"There is no augmentation '{word}'.",
                Suggestion.Nearest(word, Words.Append(None)) is { } near ? $"Did you mean {near}?" : $"It is none, or some of {string.Join(", ", Words)} joined with +, such as crop+flip.");
        }
    }

    /// <summary>Whether a part of the image is cut out, so that larger images are welcome.</summary>
    public static bool Crops(string augment) => Has(augment, "crop");

    /// <summary>The chain that changes a batch of training images into what the network gets.</summary>
    /// <param name="augment">The words.</param>
    /// <param name="preprocessing">What the network gets.</param>
    /// <param name="from">The images as they are.</param>
    public static Transform Chain(string augment, Preprocessing preprocessing, ImageSize from)
    {
        var chain = new Compose();
        bool isLarger = from.Height > preprocessing.Height || from.Width > preprocessing.Width;
        if (Crops(augment)) chain.Add(isLarger ? new RandomCrop(preprocessing.Height, preprocessing.Width) : new RandomCrop(preprocessing.Height, preprocessing.Width, padding: Math.Max(1, preprocessing.Height / 8)));
        else if (isLarger) chain.Add(new CenterCrop(preprocessing.Height, preprocessing.Width));
        if (Has(augment, "flip")) chain.Add(new RandomHorizontalFlip());
        chain.Add(new ToFloat());
        if (Has(augment, "color")) chain.Add(new ColorJitter(brightness: 0.3, contrast: 0.3, saturation: 0.3));

        // What comes in from outside has the colour of the paper: white where images are mostly bright.
        if (Has(augment, "affine")) chain.Add(new RandomAffine(degrees: 10, translate: 0.08, scale: 0.1, fill: preprocessing.Mean.Average() > 0.5f ? 1 : 0));
        if (Has(augment, "erase")) chain.Add(new RandomErasing(0.25));
        chain.Add(preprocessing.ToNormalize());
        return chain;
    }

    static bool Has(string augment, string word) => augment.Split('+').Contains(word, StringComparer.Ordinal);
}
