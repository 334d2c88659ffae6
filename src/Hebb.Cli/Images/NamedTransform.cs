using Hebb.Vision.Transforms;

namespace Hebb.Cli.Images;

/// <summary>A transform that the command line can show, with settings that let one see what it does.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Settings">How it is made, in C#.</param>
/// <param name="Make">Makes it for images of a size.</param>
sealed record NamedTransform(string Name, string Settings, Func<ImageSize, Transform> Make)
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<NamedTransform> All { get; } =
    [
        new("center-crop", "new CenterCrop(height / 2, width / 2)", s => new CenterCrop(Part(s.Height, 2), Part(s.Width, 2))),
        new("color-jitter", "new ColorJitter(brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1)", _ => new ColorJitter(0.4, 0.4, 0.4, 0.1)),
        new("elastic", "new ElasticTransform(alpha: 50, sigma: 5)", s => new ElasticTransform(Math.Min(50, s.Width / 2.0), Math.Min(5, Math.Min(s.Height, s.Width) / 5.0))),
        new("gaussian-blur", "new GaussianBlur(kernel: 7, sigma: (0.1, 3))", s => new GaussianBlur(Math.Clamp((Math.Min(s.Height, s.Width) / 2 * 2) - 1, 1, 7), (0.1, 3))),
        new("grayscale", "new Grayscale()", _ => new Grayscale()),
        new("pad", "new Pad(width / 4, PadMode.Reflect)", s => new Pad(Math.Min(Part(s.Width, 4), Math.Min(s.Height, s.Width) - 1), PadMode.Reflect)),
        new("rand-augment", "new RandAugment(operations: 2, magnitude: 9)", _ => new RandAugment()),
        new("random-affine", "new RandomAffine(degrees: 20, translate: 0.1, scale: 0.2, shear: 10)", _ => new RandomAffine(20, 0.1, 0.2, 10)),
        new("random-crop", "new RandomCrop(height, width, padding: width / 8)", s => new RandomCrop(s.Height, s.Width, Part(s.Width, 8))),
        new("random-erasing", "new RandomErasing()", _ => new RandomErasing(1)),
        new("random-grayscale", "new RandomGrayscale(0.5)", _ => new RandomGrayscale(0.5)),
        new("random-horizontal-flip", "new RandomHorizontalFlip()", _ => new RandomHorizontalFlip()),
        new("random-perspective", "new RandomPerspective(distortion: 0.5, probability: 1)", _ => new RandomPerspective(0.5, 1)),
        new("random-resized-crop", "new RandomResizedCrop(height, width)", s => new RandomResizedCrop(s.Height, s.Width)),
        new("random-rotation", "new RandomRotation(30)", _ => new RandomRotation(30)),
        new("random-vertical-flip", "new RandomVerticalFlip()", _ => new RandomVerticalFlip()),
        new("resize", "new Resize(height / 2, width / 2)", s => new Resize(Part(s.Height, 2), Part(s.Width, 2))),
        new("training", "random-crop, random-horizontal-flip and color-jitter together", s => new Compose { new RandomCrop(s.Height, s.Width, Part(s.Width, 8)), new RandomHorizontalFlip(), new ColorJitter(0.4, 0.4, 0.4, 0.1) }),
    ];

    static int Part(int side, int divisor) => Math.Max(1, side / divisor);
}
