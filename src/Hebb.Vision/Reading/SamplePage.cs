using Hebb.Images;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Vision.Reading;

/// <summary>A photograph of a handwritten list that comes with the library, to try a reader without a file. It is drawn by this project: samples/sample-page.jpg.</summary>
public static class SamplePage
{
    const string Resource = "Hebb.Vision.Reading.sample-page.jpg";

    /// <summary>What is written on it.</summary>
    public const string Text = "TO DO\n1. WATER THE PLANTS\n2. CALL GRANDMA AT 5\n3. BUY BREAD AND MILK\n4. READ A GOOD BOOK\n5. SLEEP WELL!";

    /// <summary>How good the file is as a JPEG, 1 to 100.</summary>
    internal const int Quality = 82;

    /// <summary>How it was drawn.</summary>
    internal static PenPage Drawing { get; } = new() { Text = Text, Tilt = 1.5, Start = (190, 215), LetterHeight = 82, LineHeight = 2.1, LetterGap = 0.23, WordGap = 0.78, Seed = 3 };

    /// <summary>The photograph.</summary>
    public static Image Load() => Image.Decode(Bytes(), "sample-page.jpg");

    /// <summary>Its file.</summary>
    internal static byte[] Bytes()
    {
        using Stream stream = typeof(SamplePage).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
