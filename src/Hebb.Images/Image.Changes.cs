namespace Hebb.Images;

/// <content>The simplest changes of one image. Hebb.Vision has random ones, and changes of whole batches.</content>
public sealed partial class Image
{
    const int Mirrored = 2, Half = 3, UpsideDown = 4, Clockwise = 6, Counterclockwise = 8;

    /// <summary>
    /// The image in another size, without jagged edges: as Pillow resizes, and torchvision with antialias on. Transparent pixels lend their neighbours no colour.
    /// </summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the interpolation is none of the three.</exception>
    public Image Resize(int width, int height, Interpolation interpolation = Interpolation.Bilinear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        RequireRoom(width, height);
        return Resized(width, height, interpolation);
    }

    /// <summary>The image so much larger or smaller that its shorter side has a length; the other side keeps the proportion, rounded down.</summary>
    /// <param name="shorterSide">Pixels.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is not positive, or the interpolation is none of the three.</exception>
    public Image Resize(int shorterSide, Interpolation interpolation = Interpolation.Bilinear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shorterSide);
        long longer = (long)shorterSide * Math.Max(Width, Height) / Math.Min(Width, Height);
        RequireRoom(shorterSide, longer);
        return Width <= Height ? Resized(shorterSide, (int)longer, interpolation) : Resized((int)longer, shorterSide, interpolation);
    }

    /// <summary>A part of the image.</summary>
    /// <param name="x">Its first column, from the left.</param>
    /// <param name="y">Its first row, from the top.</param>
    /// <param name="width">Pixels in a row of it.</param>
    /// <param name="height">Rows of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no pixel, or reaches over the image.</exception>
    public Image Crop(int x, int y, int width, int height)
    {
        if (width <= 0 || height <= 0) throw new ArgumentOutOfRangeException(nameof(width), $"A part of an image has at least one pixel each way; {width} × {height} came.");
        if (x < 0 || y < 0 || x > Width - width || y > Height - height)
            throw new ArgumentOutOfRangeException(nameof(x), $"{width} × {height} pixels from column {x} and row {y} on reach over an image of {Width} × {Height}; the Pad transform adds pixels around it.");
        var part = new byte[width * height * Channels];
        int stride = width * Channels;
        for (int row = 0; row < height; row++) pixels.AsSpan((((y + row) * Width) + x) * Channels, stride).CopyTo(part.AsSpan(row * stride));
        return new Image(width, height, Channels, part);
    }

    /// <summary>The image with left and right exchanged.</summary>
    public Image FlipHorizontal() => ExifOrientation.Apply(this, Mirrored);

    /// <summary>The image with top and bottom exchanged.</summary>
    public Image FlipVertical() => ExifOrientation.Apply(this, UpsideDown);

    /// <summary>The image turned by quarters, clockwise.</summary>
    /// <param name="quarters">How many quarters; negative ones turn the other way.</param>
    public Image Rotate90(int quarters = 1) => (quarters & 3) switch
    {
        1 => ExifOrientation.Apply(this, Clockwise),
        2 => ExifOrientation.Apply(this, Half),
        3 => ExifOrientation.Apply(this, Counterclockwise),
        _ => this,
    };

    void RequireRoom(long width, long height)
    {
        if (width * height > Array.MaxLength / Channels) throw new ArgumentOutOfRangeException(nameof(width), $"{width} × {height} pixels of {Channels} channels are more than the 2 GB that an image can have.");
    }

    Image Resized(int width, int height, Interpolation interpolation)
    {
        if (interpolation is < Interpolation.Nearest or > Interpolation.Bicubic) throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Resize knows Nearest, Bilinear and Bicubic.");
        if ((width, height) == (Width, Height)) return new Image(Width, Height, Channels, [.. pixels]);
        bool isMixed = Channels is 2 or 4 && interpolation != Interpolation.Nearest;
        byte[] from = isMixed ? Weighed().pixels : pixels, to = new byte[width * height * Channels], plane = new byte[Width * Height], resized = new byte[width * height];
        ResizeWeights rows = new(Height, height, interpolation), columns = new(Width, width, interpolation);
        for (int c = 0; c < Channels; c++)
        {
            for (int i = 0; i < plane.Length; i++) plane[i] = from[(i * Channels) + c];
            ResizeKernel.Run(plane, Width, 0, 0, Height, Width, rows, columns, resized, height, width);
            for (int i = 0; i < resized.Length; i++) to[(i * Channels) + c] = resized[i];
        }

        var image = new Image(width, height, Channels, to);
        if (isMixed) image.Unweigh();
        return image;
    }

    // Colours times their opacity: where nothing is seen there is no colour to mix in.
    Image Weighed()
    {
        var weighed = new byte[pixels.Length];
        for (int i = 0; i < pixels.Length; i += Channels)
        {
            int opacity = pixels[i + Channels - 1];
            for (int c = 0; c < Channels - 1; c++) weighed[i + c] = (byte)(((pixels[i + c] * opacity) + 127) / 255);
            weighed[i + Channels - 1] = (byte)opacity;
        }

        return new Image(Width, Height, Channels, weighed);
    }

    void Unweigh()
    {
        for (int i = 0; i < pixels.Length; i += Channels)
        {
            int opacity = pixels[i + Channels - 1];
            if (opacity is 0 or 255) continue;
            for (int c = 0; c < Channels - 1; c++) pixels[i + c] = (byte)Math.Min(255, pixels[i + c] * 255 / opacity);
        }
    }
}
