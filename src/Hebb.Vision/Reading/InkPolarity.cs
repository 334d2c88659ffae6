namespace Hebb.Vision.Reading;

/// <summary>Which of the two colours of a clean black-and-white image is the ink.</summary>
public enum InkPolarity
{
    /// <summary>Ink is 0, paper is 1: like ink on paper, and like the images of NIST36.</summary>
    BlackInkOnWhite,

    /// <summary>Ink is 1, paper is 0: what networks on MNIST expect.</summary>
    WhiteInkOnBlack,
}
