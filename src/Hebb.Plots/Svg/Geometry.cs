namespace Hebb.Plots.Svg;

/// <summary>A place on the drawing, in pixels from its upper left corner.</summary>
readonly record struct Point(double X, double Y);

/// <summary>An upright rectangle on the drawing, in pixels.</summary>
readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CenterX => X + (Width / 2);

    public double CenterY => Y + (Height / 2);

    public bool Contains(Point p) => p.X >= X && p.X <= Right && p.Y >= Y && p.Y <= Bottom;

    /// <summary>Whether two boxes share an area; touching edges do not count.</summary>
    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>The box without a margin on each side.</summary>
    public Box Inside(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Math.Max(1, Width - left - right), Math.Max(1, Height - top - bottom));
}

/// <summary>A text on the drawing and the box that it was measured to fill.</summary>
readonly record struct Label(string Text, Box Box);
