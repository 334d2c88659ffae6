namespace Hebb.Vision.Reading.Page;

/// <summary>One connected piece of ink on a straightened page: a letter, a part of one (the dot of an i, a broken stroke), or several letters that touch.</summary>
/// <param name="Box">Where it lies on the straightened page.</param>
/// <param name="Mask">Its own ink, of the size of the box; ink of neighbours that reaches into the box is not in it.</param>
/// <param name="Area">How many pixels of ink it has.</param>
sealed record InkPiece(LetterBox Box, InkMask Mask, int Area);
