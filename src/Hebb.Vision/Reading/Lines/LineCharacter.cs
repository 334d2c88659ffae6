namespace Hebb.Vision.Reading.Lines;

/// <summary>One character that the line reader read.</summary>
/// <param name="Character">The character.</param>
/// <param name="Left">About where it begins, in columns of the mask that was read.</param>
/// <param name="Right">About where it ends, in columns of the mask that was read.</param>
/// <param name="Probability">The network's highest probability for it at its place, 0 to 1.</param>
readonly record struct LineCharacter(char Character, double Left, double Right, double Probability);
