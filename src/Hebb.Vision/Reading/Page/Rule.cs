namespace Hebb.Vision.Reading.Page;

/// <summary>A ruled line.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Right">The column after its last.</param>
/// <param name="Rows">Its middle in each column.</param>
/// <param name="Thickness">Its thickness in pixels.</param>
sealed record Rule(int Left, int Right, double[] Rows, double Thickness);
