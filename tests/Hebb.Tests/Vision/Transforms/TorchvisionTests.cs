using System.Text.Json;
using Hebb.Images;
using Hebb.Vision.Transforms;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Tests;

/// <summary>Our transforms against torchvision's numbers.</summary>
public sealed class TorchvisionTests
{
    // The fixture is rounded to five decimals.
    const double Tolerance = 3e-5;

    // Positions between pixels are computed in other orders: with slopes of up to 1 a pixel, 1e-5 pixels are 1e-5 in value.
    const double WarpTolerance = 5e-5;

    static readonly ImageSize Size = new(3, 9, 13);

    [Fact]
    public void ResizingIsAntialiasedAlike() => Each("resize", c => new Resize(c.Whole("height"), c.Whole("width"), (Interpolation)c.Whole("interpolation")));

    [Fact]
    public void ResizingBytesIsAlikeWithinOneStep()
    {
        foreach (JsonElement c in TorchvisionFixture.Of("resize-bytes"))
            TorchvisionFixture.AssertEqual(c, new Resize(c.Whole("height"), c.Whole("width"), (Interpolation)c.Whole("interpolation")).Apply(TorchvisionFixture.Bytes), 1);
    }

    [Fact]
    public void TheLongerSideFollowsTheShorter() => Each("resize-shorter", c => new Resize(c.Whole("side")));

    [Fact]
    public void TheCentreIsCutAtTheSamePlace() => Each("center-crop", c => new CenterCrop(c.Whole("height"), c.Whole("width")));

    [Fact]
    public void PaddingIsAlike() => Each("pad", c => new Pad(2, 1, 3, 4, (PadMode)c.Whole("mode"), 0.25f));

    [Fact]
    public void BlurringIsAlike() => Each("blur", c => new GaussianBlur(c.Whole("kernel"), c.Number("sigma")));

    [Fact]
    public void GreyAndNormalAreAlike()
    {
        Each("grayscale", _ => new Grayscale());
        Each("normalize", _ => Normalize.ImageNet);
    }

    [Fact]
    public void ColoursChangeAlike()
    {
        Each("brightness", c => new ColorJitter(brightness: (c.Number("factor"), c.Number("factor"))));
        Each("contrast", c => new ColorJitter(contrast: (c.Number("factor"), c.Number("factor"))));
        Each("saturation", c => new ColorJitter(saturation: (c.Number("factor"), c.Number("factor"))));
        Each("hue", c => new ColorJitter(hue: (c.Number("factor"), c.Number("factor"))));
    }

    [Fact]
    public void AffineMapsAreAlike()
    {
        foreach (JsonElement c in TorchvisionFixture.Of("affine"))
        {
            Projection map = Projection.Affine(
                6, 4, Radians(c.Number("angle")), c.Number("right"), c.Number("down"), c.Number("scale"), Radians(c.Number("shear")), Radians(c.Number("shearY")));
            AssertWarp(c, map);
        }
    }

    [Fact]
    public void RotationsTurnTheSameWay()
    {
        foreach (JsonElement c in TorchvisionFixture.Of("rotate"))
        {
            var turn = new RandomRotation((c.Number("angle"), c.Number("angle")), (Interpolation)c.Whole("interpolation"), Fill(c));
            TorchvisionFixture.AssertEqual(c, turn.Apply(TorchvisionFixture.Floats), WarpTolerance, Halves(c));
        }
    }

    [Fact]
    public void PerspectivesAreAlike()
    {
        foreach (JsonElement c in TorchvisionFixture.Of("perspective")) AssertWarp(c, RandomPerspective.Through([0, 0, 12, 0, 12, 8, 0, 8], c.Numbers("corners")));
    }

    [Fact]
    public void BendingIsAlike()
    {
        JsonElement c = TorchvisionFixture.Of("bend")[0];
        var bent = new float[Size.Count];
        Warp.Run(TorchvisionFixture.Floats.ToArray<float>(), bent, Size, [.. c.Numbers("right").Select(v => (float)v)], [.. c.Numbers("down").Select(v => (float)v)], isBilinear: true, 0);
        TorchvisionFixture.AssertEqual(c, Tensor.From(bent, [3, 9, 13]), WarpTolerance);
    }

    [Fact]
    public void RandAugmentsOperationsAreAlike()
    {
        Operation("sharpness", RandAugment.Operation.Sharpness, c => c.Number("factor") - 1);
        Operation("autocontrast", RandAugment.Operation.AutoContrast, _ => 0);
        Operation("posterize", RandAugment.Operation.Posterize, c => c.Number("bits"));
        Operation("solarize", RandAugment.Operation.Solarize, c => 255 * c.Number("threshold"));
        Operation("shear-x", RandAugment.Operation.ShearX, c => c.Number("strength"));
        Operation("shear-y", RandAugment.Operation.ShearY, c => c.Number("strength"));

        JsonElement equalized = TorchvisionFixture.Of("equalize")[0];
        ImageSize size = new(3, equalized.Whole("height"), equalized.Whole("width"));
        float[] image = [.. equalized.Numbers("image").Select(v => (float)v / 255)];
        RandAugment.Apply(RandAugment.Operation.Equalize, 0, image, size, new float[size.Count], isBilinear: true, 0);
        TorchvisionFixture.AssertEqual(equalized, Tensor.From(image, [3, size.Height, size.Width]), Tolerance);
    }

    static void Operation(string name, RandAugment.Operation operation, Func<JsonElement, double> strength)
    {
        foreach (JsonElement c in TorchvisionFixture.Of(name))
        {
            float[] image = TorchvisionFixture.Floats.ToArray<float>();
            RandAugment.Apply(operation, strength(c), image, Size, new float[Size.Count], isBilinear: true, 0);
            TorchvisionFixture.AssertEqual(c, Tensor.From(image, [3, 9, 13]), WarpTolerance);
        }
    }

    static void Each(string operation, Func<JsonElement, Transform> transform)
    {
        foreach (JsonElement c in TorchvisionFixture.Of(operation)) TorchvisionFixture.AssertEqual(c, transform(c).Apply(TorchvisionFixture.Floats, new Generator(0)), Tolerance);
    }

    static void AssertWarp(JsonElement c, Projection map)
    {
        var result = new float[Size.Count];
        Warp.Run(TorchvisionFixture.Floats.ToArray<float>(), result, Size, map, c.Whole("interpolation") == 1, Fill(c));
        TorchvisionFixture.AssertEqual(c, Tensor.From(result, [3, 9, 13]), WarpTolerance, Halves(c));
    }

    static float Fill(JsonElement c) => c.Whole("interpolation") == 0 ? 0.25f : 0;

    // The nearest of two pixels that are equally far is decided by the last bit.
    static double Halves(JsonElement c) => c.Whole("interpolation") == 0 ? 0.02 : 0;

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
