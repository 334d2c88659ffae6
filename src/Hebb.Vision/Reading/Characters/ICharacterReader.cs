namespace Hebb.Vision.Reading.Characters;

/// <summary>Says which character a crop shows. Safe from several threads.</summary>
interface ICharacterReader
{
    /// <summary>
    /// The natural logarithms of the probabilities of the <see cref="CharacterSet.Count"/> characters and, behind them, of "not one character" (<see cref="CharacterSet.NotOne"/>),
    /// for each crop: 82 values whose exponentials add up to 1.
    /// </summary>
    /// <param name="crops">The crops; none gives none.</param>
    float[][] Read(IReadOnlyList<CharacterCrop> crops);
}
