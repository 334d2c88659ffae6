namespace Hebb.Vision.Datasets;

/// <summary>The ways in which EMNIST divides its characters into classes.</summary>
public enum EmnistSplit
{
    /// <summary>62 classes: digits, capitals, small letters, as often as they were written.</summary>
    ByClass,

    /// <summary>47 classes: small letters that look like their capitals are merged with them.</summary>
    ByMerge,

    /// <summary>The 47 classes of <see cref="ByMerge"/>, 2,800 of each.</summary>
    Balanced,

    /// <summary>26 classes: each letter, capital and small together.</summary>
    Letters,

    /// <summary>10 classes: 280,000 digits.</summary>
    Digits,

    /// <summary>10 classes: digits in the numbers and sizes of MNIST.</summary>
    Mnist,
}
