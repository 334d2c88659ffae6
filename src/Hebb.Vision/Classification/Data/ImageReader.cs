using Hebb.Images;
using Hebb.Vision.Datasets;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>Reads an image from a file as a network wants it.</summary>
static class ImageReader
{
    const int White = 1;

    // How bright red, green and blue are to the eye (ITU-R BT.601), as in every conversion to grey.
    static readonly float[] Brightness = [0.299f, 0.587f, 0.114f];

    /// <summary>The middle of an image, brought to a network's size and channels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">What the network wants.</param>
    /// <param name="inverts">Whether black becomes white.</param>
    /// <exception cref="HebbException">The file is no image, or damaged.</exception>
    public static ReadImage Read(string path, Preprocessing form, bool inverts)
    {
        if (Directory.Exists(path)) throw new HebbException($"'{path}' is a folder; an image was expected.", "Name the images in it.");
        if (!File.Exists(path)) throw new HebbException($"There is no image '{path}'.");
        Image decoded = Image.Load(path);
        Tensor image = new ImageFiles([path], [0], ["?"], form.Resize).Take([0]).Input;
        if (form.Channels == 1)
        {
            // A grey file has three equal channels; their weighted sum would differ in the last bit.
            image = decoded.Channels < Brightness.Length ? image[.., 0..1] : (image * Tensor.From<float>(Brightness, [1, Brightness.Length, 1, 1])).Sum(1, keepDims: true);
        }

        if (inverts) image = White - image;
        image = image.Contiguous();
        Tensor shown = form.Resize == form.Height && form.Resize == form.Width ? image : new CenterCrop(form.Height, form.Width).Apply(image);
        return new ReadImage(new Normalize(form.Mean, form.Deviation).Apply(shown), shown);
    }
}
