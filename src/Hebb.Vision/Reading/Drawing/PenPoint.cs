namespace Hebb.Vision.Reading.Drawing;

/// <summary>A place on the way of a pen, in pixels.</summary>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
/// <param name="Radius">Half the width of the line.</param>
/// <param name="Pressure">How dark, 0 to 1.</param>
readonly record struct PenPoint(double X, double Y, double Radius, double Pressure);
