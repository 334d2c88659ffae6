using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>Labelled characters in memory, as crops of 32×32 bytes, ink 255, paper 0.</summary>
sealed class CharacterImages
{
    readonly List<byte[]> ink = [];
    readonly List<byte> labels = [];

    /// <summary>How many there are.</summary>
    public int Count => labels.Count;

    /// <summary>The ink of one, 1,024 bytes from the top row down.</summary>
    public byte[] Ink(int index) => ink[index];

    /// <summary>Its place in <see cref="CharacterSet.All"/>.</summary>
    public int Label(int index) => labels[index];

    /// <summary>Adds one.</summary>
    public void Add(byte[] pixels, int label)
    {
        ink.Add(pixels);
        labels.Add((byte)label);
    }

    /// <summary>Adds all of another.</summary>
    public void Add(CharacterImages other)
    {
        ink.AddRange(other.ink);
        labels.AddRange(other.labels);
    }

    /// <summary>One as the network sees it.</summary>
    public CharacterCrop Crop(int index)
    {
        byte[] mine = ink[index];
        var pixels = new float[CharacterCrop.Area];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = 1 - (mine[i] / 255f);
        return new CharacterCrop(pixels);
    }

    /// <summary>The ink of a crop as bytes.</summary>
    public static byte[] ToInk(CharacterCrop crop)
    {
        var pixels = new byte[CharacterCrop.Area];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)MathF.Round(255 * (1 - crop.Pixels[i]));
        return pixels;
    }
}
