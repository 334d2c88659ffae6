using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>The smallest part that segments are made of: a piece of ink, or one of the columns that it was cut into.</summary>
/// <param name="Piece">The number of its piece in the line.</param>
/// <param name="Cut">The number of the part of its piece, from the left; 0 for a whole piece.</param>
/// <param name="Cuts">Of how many parts its piece consists.</param>
/// <param name="Box">Where its ink lies on the page.</param>
/// <param name="Ink">Its ink.</param>
sealed record Atom(int Piece, int Cut, int Cuts, LetterBox Box, InkMask Ink)
{
    public static Atom Whole(int number, InkPiece piece) => new(number, 0, 1, piece.Box, piece.Mask);

    /// <summary>The middle of its box, by which atoms are in order.</summary>
    public double Middle => (Box.Left + Box.Right) / 2.0;
}
