using System.Buffers;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Changes brightness, contrast, saturation and hue of each Float32 image by its own random amounts, in a random order. The formulas are torchvision's.</summary>
/// <example><code>new ColorJitter(brightness: 0.4, contrast: 0.4, saturation: (0.5, 2), hue: 0.1)</code></example>
public sealed class ColorJitter : ImageTransform
{
    readonly UniformRange brightness;
    readonly UniformRange contrast;
    readonly UniformRange saturation;
    readonly UniformRange hue;

    /// <summary>Sets the ranges.</summary>
    /// <param name="brightness">The factor of all values: 0.4 for 0.6 to 1.4. A range that would begin below 0 begins at 0.</param>
    /// <param name="contrast">The factor of the distance from the mean grey, likewise.</param>
    /// <param name="saturation">The factor of the distance from grey, likewise.</param>
    /// <param name="hue">The turn of the colour circle, in turns, −½ to ½.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range reaches too far.</exception>
    public ColorJitter(ValueRange brightness = default, ValueRange contrast = default, ValueRange saturation = default, ValueRange hue = default)
    {
        this.brightness = Factor(brightness, nameof(brightness));
        this.contrast = Factor(contrast, nameof(contrast));
        this.saturation = Factor(saturation, nameof(saturation));
        this.hue = hue.Around(0).Within(-0.5, 0.5, nameof(ColorJitter), nameof(hue));
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => ColorKernel.Require(nameof(ColorJitter), size);

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        from.CopyTo(to);
        Span<int> order = [0, 1, 2, 3];
        generator!.Shuffle(order);
        float[] scratch = ArrayPool<float>.Shared.Rent(size.Area);
        foreach (int step in order)
        {
            UniformRange range = step switch { 0 => brightness, 1 => contrast, 2 => saturation, _ => hue };
            float amount = (float)range.Draw(generator);
            if (amount == (step == 3 ? 0 : 1)) continue;
            switch (step)
            {
                case 0: ColorKernel.Brightness(to, amount); break;
                case 1: ColorKernel.Contrast(to, size, amount, scratch); break;
                case 2: ColorKernel.Saturation(to, size, amount, scratch); break;
                default: ColorKernel.Hue(to, size, amount); break;
            }
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    static UniformRange Factor(ValueRange amount, string name)
    {
        UniformRange range = amount.Around(1);
        bool isAround = range.Low < 0 && range.High > 1 && range.Low + range.High == 2;
        return (isAround ? range with { Low = 0 } : range).Within(0, double.MaxValue, nameof(ColorJitter), name);
    }
}
