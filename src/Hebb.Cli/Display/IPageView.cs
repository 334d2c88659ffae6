using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Cli.Display;

/// <summary>Shows pages as they are read.</summary>
interface IPageView
{
    /// <summary>An image is next.</summary>
    void Begins(PageSource source);

    /// <summary>It was read.</summary>
    void Read(PageSource source, Image image, PageText page, TimeSpan time);

    /// <summary>It could not be read.</summary>
    void Failed(PageSource source, Exception problem);

    /// <summary>That was the last.</summary>
    void Ends();
}
