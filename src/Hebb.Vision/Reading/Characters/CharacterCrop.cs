namespace Hebb.Vision.Reading.Characters;

/// <summary>One character as the network sees it: 32×32 values from the top row down, ink 0, paper 1, the longer side about 25 pixels, in the middle, drawn with an even pen.</summary>
/// <param name="Pixels">The 1,024 values.</param>
sealed record CharacterCrop(float[] Pixels)
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 32;

    /// <summary>Values of one crop.</summary>
    public const int Area = Side * Side;

    /// <summary>A crop without ink.</summary>
    public static CharacterCrop Empty
    {
        get
        {
            var pixels = new float[Area];
            Array.Fill(pixels, 1f);
            return new CharacterCrop(pixels);
        }
    }

    /// <summary>The crop as a tensor of shape [32, 32], which has its own copy.</summary>
    public Tensor ToTensor() => Tensor.From(Pixels, [Side, Side]);
}
