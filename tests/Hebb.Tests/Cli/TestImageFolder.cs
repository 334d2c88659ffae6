using Hebb.Images;

namespace Hebb.Tests;

/// <summary>Folders of small images that even a small network tells apart: each class has a colour of its own, with some noise.</summary>
static class TestImageFolder
{
    const int Side = 20;

    /// <summary>Writes images, one folder for each class.</summary>
    public static string Write(string folder, int each, ulong seed, params string[] classes)
    {
        var generator = new Generator(seed);
        for (int c = 0; c < classes.Length; c++)
        {
            Directory.CreateDirectory(Path.Combine(folder, classes[c]));
            for (int i = 0; i < each; i++)
            {
                var pixels = new byte[Side * Side * 3];
                for (int p = 0; p < pixels.Length; p++) pixels[p] = (byte)(generator.NextInt(0, 60) + (p % 3 == c % 3 ? 150 : 30));
                using FileStream stream = File.Create(Path.Combine(folder, classes[c], $"{i}.png"));
                PngWriter.Write(stream, Side, Side, 3, pixels);
            }
        }

        return folder;
    }
}
