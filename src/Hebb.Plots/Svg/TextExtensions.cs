namespace Hebb.Plots.Svg;

/// <summary>Small questions to texts.</summary>
static class TextExtensions
{
    extension(string text)
    {
        /// <summary>The text, or another where it is empty.</summary>
        public string OrElse(string other) => text.Length > 0 ? text : other;
    }
}
