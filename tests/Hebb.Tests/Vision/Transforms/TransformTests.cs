using Hebb.Images;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

/// <summary>What holds for every transform, and what each one promises.</summary>
public sealed class TransformTests
{
    static Transform[] All =>
    [
        new Resize(7), new Resize(20, 10, Interpolation.Bicubic), new CenterCrop(5, 6), new Pad(2), new Pad(1, 2, 3, 4, PadMode.Reflect), new Pad(3, PadMode.Replicate), new Pad(12, PadMode.Circular), Normalize.Cifar10,
        new Grayscale(), new GaussianBlur(3, (0.1, 2)), new ToFloat(), new ToBytes(), new RandomCrop(12, padding: 2), new RandomResizedCrop(8), new RandomHorizontalFlip(), new RandomVerticalFlip(),
        new RandomRotation(30), new RandomAffine(10, 0.1, 0.2, 5, 5), new RandomPerspective(probability: 0.7), new ElasticTransform(20, 1), new ColorJitter(0.4, 0.4, 0.4, 0.2),
        new RandomGrayscale(0.5), new RandomErasing(0.7), new RandomErasing(0.7, value: null), new RandAugment(3, 15),
        new Compose { new RandomCrop(10, padding: 2), new RandomHorizontalFlip(), new RandomAffine(10), new ToFloat(), Normalize.ImageNet },
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void AImageBecomesTheSameAloneAndInABatch(int place)
    {
        Transform transform = All[place];
        Tensor batch = Images(5), changed = transform.Apply(batch, Draws(5));
        Generator[] again = Draws(5);
        for (int i = 0; i < 5; i++) Assert.Equal(changed[i].ToArray<float>(), transform.Apply(batch[i], again[i]).ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void TheSameSeedGivesTheSameAndAnotherSeedAnother(int place)
    {
        Transform transform = All[place];
        Tensor batch = Images(6);
        float[] before = batch.ToArray<float>(), first = transform.Apply(batch, new Generator(3)).ToArray<float>();
        Assert.Equal(first, transform.Apply(batch, new Generator(3)).ToArray<float>());
        Assert.Equal(before, batch.ToArray<float>());
        var other = new Generator(4);
        if (transform.IsRandom) Assert.NotEqual(first, transform.Apply(batch, other).ToArray<float>());
        else Assert.Equal(first, transform.Apply(batch, other).ToArray<float>());
        Assert.Equal(transform.IsRandom, other.State != new Generator(4).State);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void OtherRanksAreRefused(int place)
    {
        Assert.Contains("[n, channels, height, width]", Assert.Throws<ShapeException>(() => All[place].Apply(Tensor.Ones([8, 8]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => All[place].Apply(Tensor.Ones([1, 1, 3, 8, 8])));
    }

    [Fact]
    public void ViewsWithGapsAreUnderstood()
    {
        Tensor turned = Images(2).Transpose(2, 3);
        Assert.Equal(new RandomCrop(9).Apply(turned.Contiguous(), Draws(2)).ToArray<float>(), new RandomCrop(9).Apply(turned, Draws(2)).ToArray<float>());
    }

    [Fact]
    public void MirroringTwiceChangesNothing()
    {
        foreach (Transform flip in (Transform[])[new RandomHorizontalFlip(1), new RandomVerticalFlip(1)])
        {
            float[] once = flip.Apply(Images(2), new Generator(0)).ToArray<float>();
            Assert.NotEqual(Images(2).ToArray<float>(), once);
            Assert.Equal(Images(2).ToArray<float>(), new Compose { flip, flip }.Apply(Images(2), new Generator(0)).ToArray<float>());
        }

        Assert.Equal([3f, 2, 1, 6, 5, 4], new RandomHorizontalFlip(1).Apply(Tensor.From([1f, 2, 3, 4, 5, 6], [1, 2, 3])).ToArray<float>());
        Assert.Equal([4f, 5, 6, 1, 2, 3], new RandomVerticalFlip(1).Apply(Tensor.From([1f, 2, 3, 4, 5, 6], [1, 2, 3])).ToArray<float>());
    }

    [Fact]
    public void AboutHalfOfTheImagesAreMirrored()
    {
        Tensor x = Tensor.From([0f, 1], [1, 1, 1, 2]).Expand([1000, 1, 1, 2]);
        float[] mirrored = new RandomHorizontalFlip().Apply(x, new Generator(1)).ToArray<float>();
        Assert.InRange(Enumerable.Range(0, 1000).Count(i => mirrored[2 * i] == 1), 430, 570);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(360)]
    [InlineData(-720)]
    public void WholeTurnsChangeNothing(int degrees)
    {
        float[] turned = new RandomRotation((degrees, degrees)).Apply(Images(1), new Generator(0)).ToArray<float>();
        float[] before = Images(1).ToArray<float>();
        for (int i = 0; i < before.Length; i++) Assert.Equal(before[i], turned[i], 1e-5);
    }

    [Fact]
    public void NoAmountsLeaveImagesAsTheyAre()
    {
        foreach (Transform still in (Transform[])[new RandomAffine(), new ColorJitter(), new RandomPerspective(0, 1), new ElasticTransform(0, 1), new RandAugment(0), new Compose(), new Resize(12, 15)])
            Assert.Equal(Images(3).ToArray<float>(), still.Apply(Images(3), new Generator(0)).ToArray<float>());
    }

    [Fact]
    public void EveryCropIsAPartOfTheImage()
    {
        Tensor x = Tensor.Arange(20 * 30, DType.Float32).Reshape(1, 20, 30);
        var generator = new Generator(2);
        var corners = new HashSet<float>();
        for (int k = 0; k < 50; k++)
        {
            Tensor part = new RandomCrop(4, 5).Apply(x, generator);
            float[] values = part.ToArray<float>();
            for (int i = 0; i < 20; i++) Assert.Equal(values[0] + (30 * (i / 5)) + (i % 5), values[i]);
            Assert.InRange(values[0] / 30, 0, 17);
            Assert.InRange(values[0] % 30, 0, 25);
            corners.Add(values[0]);
        }

        Assert.InRange(corners.Count, 30, 50);
    }

    [Fact]
    public void PaddingBeforeACropIsSeenAtItsBorder()
    {
        Tensor x = Tensor.Ones([200, 1, 4, 4]);
        float[] counts = new RandomCrop(4, padding: 4, fill: -1).Apply(x, new Generator(0)).Sum([1, 2, 3]).ToArray<float>();
        Assert.Equal(-16, counts.Min());
        Assert.Equal(16, counts.Max());
    }

    [Theory]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Float32)]
    public void AChainInOnePassGivesTheBitsOfItsParts(DType type)
    {
        Tensor x = type == DType.UInt8 ? new ToBytes().Apply(Images(4)) : Images(4);
        Transform[] parts = [new Pad(2, 1, 3, 0, fill: 1), new RandomVerticalFlip(), new RandomCrop(11, padding: 2, fill: 1), new RandomHorizontalFlip(), new CenterCrop(9), new ToFloat(), Normalize.Cifar10];
        Tensor whole = new Compose(parts).Apply(x, Draws(4)), one = x;
        Generator[] draws = Draws(4);
        foreach (Transform part in parts) one = part.Apply(one, draws);
        Assert.Equal([4, 3, 9, 9], whole.Shape);
        Assert.Equal(one.ToArray<float>(), whole.ToArray<float>());
    }

    [Fact]
    public void BytesBecomeFloatsAndBack()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Tensor bytes = Tensor.From(all, [1, 16, 16]), floats = new ToFloat().Apply(bytes);
        Assert.Equal(all.Select(v => v / 255f), floats.ToArray<float>());
        Assert.Equal(all, new ToBytes().Apply(floats).ToArray<byte>());
        Assert.Equal([0, 255, 0], new ToBytes().Apply(Tensor.From([-1f, 2, float.NaN], [1, 1, 3])).ToArray<byte>());
    }

    [Fact]
    public void MovingPixelsWorksOnBytes()
    {
        Tensor bytes = new ToBytes().Apply(Images(3));
        foreach (Transform move in (Transform[])[new RandomCrop(8, padding: 3), new RandomHorizontalFlip(), new CenterCrop(7), new Pad(2, PadMode.Replicate), new Resize(24, 30, Interpolation.Nearest)])
        {
            Tensor moved = move.Apply(bytes, Draws(3)), floats = move.Apply(new ToFloat().Apply(bytes), Draws(3));
            Assert.Equal(DType.UInt8, moved.DType);
            Assert.Equal(new ToFloat().Apply(moved).ToArray<float>(), floats.ToArray<float>());
        }
    }

    [Fact]
    public void ResizedCropsStayWithinTheValuesOfTheImage()
    {
        Tensor parts = new RandomResizedCrop(6, 9, area: (0.1, 0.5)).Apply(Images(20), new Generator(0));
        Assert.Equal([20, 3, 6, 9], parts.Shape);
        Assert.InRange(parts.Min().Item(), 0, 1);
        Assert.InRange(parts.Max().Item(), 0, 1);

        // A shape that never fits: the middle, with the nearest shape that is allowed.
        Tensor wide = Tensor.Arange(100, DType.Float32).Reshape(1, 1, 100);
        Assert.Equal([50f], new RandomResizedCrop(1, area: (1, 1), ratio: (1, 1), interpolation: Interpolation.Nearest).Apply(wide, new Generator(0)).ToArray<float>().Select(v => v + 1));
    }

    [Fact]
    public void ErasingPaintsOneRectangle()
    {
        Tensor painted = new RandomErasing(1, area: (0.1, 0.3), value: 5).Apply(Tensor.Zeros([50, 2, 12, 15]), new Generator(0));
        float[] counts = (painted.Sum([2, 3]) / 5).ToArray<float>();
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(counts[2 * i], counts[(2 * i) + 1]);
            Assert.InRange(counts[2 * i], 0.08 * 180, 0.34 * 180);
        }
    }

    [Fact]
    public void ColoursStayFrom0To1()
    {
        Tensor changed = new Compose { new ColorJitter(2, 2, 2, 0.5), new RandAugment(4, 30) }.Apply(Images(30), new Generator(0));
        Assert.InRange(changed.Min().Item(), 0, 1);
        Assert.InRange(changed.Max().Item(), 0, 1);
    }

    [Fact]
    public void TheAnswersToSeveralVersionsAreAveraged()
    {
        var model = new Sequential(new Flatten(), new Linear(3 * 12 * 15, 4, generator: new Generator(0)), new Dropout(0.5));
        Tensor x = Images(5), mean = TestTimeAugmentation.Predict(model, x, [new Compose(), new RandomHorizontalFlip(1)]);
        Assert.True(model.IsTraining);
        model.Eval();
        Tensor expected = (model.Forward(x).Softmax(-1) + model.Forward(new RandomHorizontalFlip(1).Apply(x)).Softmax(-1)) / 2;
        Assert.Equal(expected.ToArray<float>(), mean.ToArray<float>());
        Assert.False(mean.RequiresGrad);
        Assert.Throws<ArgumentException>(() => TestTimeAugmentation.Predict(model, x, []));
    }

    [Fact]
    public void WhatCannotBeChangedIsRefusedWithAdvice()
    {
        Assert.Contains("13 × 13 pixels, but the images have 12 × 15", Assert.Throws<ShapeException>(() => new RandomCrop(13).Apply(Images(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new CenterCrop(12, 16).Apply(Images(1)));
        Assert.Throws<ShapeException>(() => Normalize.ImageNet.Apply(Tensor.Ones([1, 8, 8])));
        Assert.Contains("4 channels", Assert.Throws<ShapeException>(() => new Grayscale().Apply(Tensor.Ones([4, 8, 8]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new ColorJitter(0.1).Apply(Tensor.Ones([2, 8, 8])));
        Assert.Throws<ShapeException>(() => new GaussianBlur(9, 1).Apply(Tensor.Ones([1, 4, 4])));
        Assert.Throws<ShapeException>(() => new ElasticTransform().Apply(Tensor.Ones([1, 8, 8])));
        Assert.Throws<ShapeException>(() => new Pad(12, PadMode.Reflect).Apply(Images(1)));
        Assert.Throws<ShapeException>(() => new Resize(4).Apply(Tensor.Ones([1, 0, 8])));
        Assert.Contains("ToFloat()", Assert.Throws<DTypeException>(() => new RandomAffine(5).Apply(Tensor.Ones([1, 8, 8], DType.UInt8))).Message, StringComparison.Ordinal);
        Assert.Contains("ToFloat()", Assert.Throws<DTypeException>(() => Normalize.ImageNet.Apply(Tensor.Ones([3, 8, 8], DType.UInt8))).Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => new RandomCrop(4).Apply(Tensor.Ones([1, 8, 8], DType.Float64)));
        Assert.Throws<ArgumentException>(() => new RandomCrop(4).Apply(Images(3), Draws(2)));
    }

    [Fact]
    public void WrongSettingsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(degrees: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(scale: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(translate: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(shear: 90));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(interpolation: Interpolation.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRotation((20, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop(4, padding: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomHorizontalFlip(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomPerspective(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianBlur(4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianBlur(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColorJitter(hue: 0.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColorJitter(brightness: (-1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop(4, area: (0.5, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandAugment(magnitude: 31));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Grayscale(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resize(4, (Interpolation)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pad(-1));
        Assert.Throws<ArgumentException>(() => new Normalize([0.5f], [0f]));
        Assert.Throws<ArgumentException>(() => new Normalize([0.5f, 0.5f], [1f]));
    }

    static Tensor Images(int count) => Tensor.Rand([count, 3, 12, 15], generator: new Generator(1));

    static Generator[] Draws(int count) => [.. Enumerable.Range(0, count).Select(i => new Generator(9).Fork((ulong)i))];
}
