namespace Hebb.Vision.Reading.Lines;

/// <summary>Errors of the normalisation that a network must bear, made on purpose while it is trained.</summary>
/// <param name="Scale">Factor of both sizes.</param>
/// <param name="Stretch">Further factor of the width.</param>
/// <param name="Shift">Rows by which the writing sits too low.</param>
/// <param name="Slant">Columns to the right for each row upwards.</param>
/// <param name="Slope">Rows of the image by which the right end sits lower than the left one.</param>
readonly record struct LineJitter(double Scale, double Stretch, double Shift, double Slant, double Slope)
{
    public static LineJitter None => new(1, 1, 0, 0, 0);
}
