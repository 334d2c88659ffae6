namespace Hebb.Vision.Reading;

/// <summary>Ink of one channel: 0 is paper, 255 is ink, between them the soft edge.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Ink">Row by row, from the top.</param>
sealed record InkMask(int Width, int Height, byte[] Ink);
